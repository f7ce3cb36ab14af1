// Serves GET /healthz and POST /sink on the given port with the given number of threads, until it
// is ended; for bench/healthz_beside_nginx.sh.
#include <csignal>
#include <cstdlib>

#include "http/router.hpp"
#include "http/server.hpp"

namespace {

using namespace tillwatch::http;

struct Nothing {};

Response healthz(Nothing&, Request&) {
    return {200, text_type, Constant{"ok\n"}};
}
boost::asio::awaitable<Response> later(Nothing&, Request&) {
    co_return Response(200, text_type, Constant{"ok\n"});
}

constexpr Route<Nothing> routes[] = {
    {Method::get, "/healthz", Access::anyone, 0, AtOnce<Nothing>{healthz}},
    {Method::get, "/later", Access::anyone, 0, Coroutine<Nothing>{later}},
    {Method::get, "/blocking", Access::anyone, 0, Blocking<Nothing>{healthz}},
    {Method::post, "/sink", Access::anyone, body_bytes_webhook_max, AtOnce<Nothing>{healthz}},
};

std::optional<Response> allow(Access, Request&) {
    return std::nullopt;
}

Server* running = nullptr;

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    Nothing nothing;
    Workers workers(2);
    Metrics metrics;
    Router router(workers, allow);
    router.add(nothing, routes);
    ServerOptions options;
    options.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    options.threads = static_cast<unsigned>(std::atoi(argv[2]));
    options.limits.requests_per_connection_max = SIZE_MAX;
    Server server(options, router, metrics);
    running = &server;
    std::signal(SIGTERM, [](int) { running->stop(); });
    server.start();
    server.wait();
}
