#include "http/cors.hpp"

#include <algorithm>

#include "http/characters.hpp"

namespace tillwatch::http {
namespace {

constexpr auto request_headers = "Authorization, Content-Type, X-Tillwatch";
constexpr auto exposed_headers = "ETag, Retry-After, X-Request-Id";
constexpr auto preflight_seconds = "600";

void answer_preflight(Response& response) {
    const auto allow = std::ranges::find_if(response.headers, [](const Header& header) {
        return equals_ignoring_case(header.name, "allow");
    });
    if (allow == response.headers.end()) return;
    response.header("Access-Control-Allow-Methods", std::string(allow->value));
    response.header("Access-Control-Allow-Headers", request_headers);
    response.header("Access-Control-Max-Age", preflight_seconds);
}

}  // namespace

void allow_origin(Response& response, const Request& request,
                  std::span<const std::string> allowed_origins) {
    if (allowed_origins.empty()) return;
    response.header("Vary", "Origin");
    const auto origin = request.header("origin");
    if (!origin || *origin == "null") return;
    if (std::ranges::find(allowed_origins, *origin) == allowed_origins.end()) return;
    response.header("Access-Control-Allow-Origin", std::string(*origin));
    response.header("Access-Control-Expose-Headers", exposed_headers);
    if (request.method() == Method::options) answer_preflight(response);
}

}  // namespace tillwatch::http
