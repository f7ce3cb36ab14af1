#include "service_routes.hpp"

#include "base/ensure.hpp"
#include "db/sql.hpp"
#include "embedded/documents.hpp"
#include "embedded/web.hpp"
#include "http/problem.hpp"
#include "http/static_files.hpp"

namespace tillwatch {
namespace {

http::Response healthz(ServiceState&, http::Request&) {
    return {200, http::json_type, http::Constant{R"({"status":"ok"})"}};
}

/// Ready when both databases answer and nobody has asked us to stop.
http::Response readyz(ServiceState& service, http::Request& request) {
    if (service.stopping)
        return http::problem(Error{Code::unavailable, "the server is stopping", {}}, request.id());
    for (auto* database : {&service.state, &service.inbox})
        database->read([](db::Transaction& transaction) { transaction.one<db::sql::Ping>({}); });
    return http::json(200, R"({"status":"ready"})");
}

http::Response metrics(ServiceState& service, http::Request&) {
    return {200, http::metrics_type, service.metrics.text()};
}

http::Response openapi(ServiceState&, http::Request& request) {
    static const http::StaticFiles documents(embedded::documents());
    auto document = documents.answer(request);
    ENSURE(document);
    return *std::move(document);
}

const http::StaticFiles& web_app() {
    static const http::StaticFiles files(embedded::web());
    return files;
}

/// The description as a page: one of the web app's, for every client and not for browsers alone.
http::Response docs(ServiceState&, http::Request& request) {
    auto page = web_app().answer_app(request);
    if (!page) return http::problem(404, "this program has no web app in it", request.id());
    return *std::move(page);
}

/// The mails of a demo, which go nowhere else.
http::Response shown_mail(ServiceState& service, http::Request& request) {
    if (service.shown_mail == nullptr)
        return http::problem(404, "there is nothing at this path", request.id());
    std::string out;
    for (const auto& message : service.shown_mail->list())
        out += "To: " + message.to + "\nSubject: " + message.subject + "\n\n" + message.text +
               "----\n\n";
    return http::text(200, out.empty() ? "No mail yet.\n" : std::move(out));
}

constexpr http::Route<ServiceState> table[] = {
    {http::Method::get, "/healthz", http::Access::anyone, 0, http::AtOnce<ServiceState>{healthz}},
    {http::Method::get, "/readyz", http::Access::anyone, 0, http::Blocking<ServiceState>{readyz}},
    {http::Method::get, "/metrics", http::Access::metrics, 0,
     http::Blocking<ServiceState>{metrics}},
    {http::Method::get, "/openapi.yaml", http::Access::anyone, 0,
     http::AtOnce<ServiceState>{openapi}},
    {http::Method::get, "/docs", http::Access::anyone, 0, http::AtOnce<ServiceState>{docs}},
    {http::Method::get, "/dev/mail", http::Access::anyone, 0,
     http::AtOnce<ServiceState>{shown_mail}},
};

}  // namespace

std::span<const http::Route<ServiceState>> service_routes() {
    return table;
}

std::optional<http::Response> answer_static(http::Request& request) {
    return web_app().answer(request);
}

}  // namespace tillwatch
