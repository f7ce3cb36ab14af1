#include "service_routes.hpp"

#include "accounts/sql.hpp"
#include "http/problem.hpp"

namespace tillwatch {
namespace {

http::Response healthz(ServiceState&, http::Request&) {
    return {200, http::json_type, http::Constant{R"({"status":"ok"})"}};
}

/// Ready when the database answers and nobody has asked us to stop.
http::Response readyz(ServiceState& service, http::Request& request) {
    if (service.stopping)
        return http::problem(Error{Code::unavailable, "the server is stopping", {}}, request.id());
    service.state.read([](db::Transaction& transaction) {
        transaction.one<accounts::sql::FindUserByEmail>({""});
    });
    return http::json(200, R"({"status":"ready"})");
}

http::Response metrics(ServiceState& service, http::Request&) {
    return {200, http::metrics_type, service.metrics.text()};
}

constexpr http::Route<ServiceState> table[] = {
    {http::Method::get, "/healthz", http::Access::anyone, 0, http::AtOnce<ServiceState>{healthz}},
    {http::Method::get, "/readyz", http::Access::anyone, 0, http::Blocking<ServiceState>{readyz}},
    {http::Method::get, "/metrics", http::Access::metrics, 0, http::AtOnce<ServiceState>{metrics}},
};

}  // namespace

std::span<const http::Route<ServiceState>> service_routes() {
    return table;
}

std::optional<http::Response> serve_static_file(http::Request&) {
    return std::nullopt;
}

}  // namespace tillwatch
