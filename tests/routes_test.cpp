// The routes of the program and the paths of docs/openapi.yaml are the same ones, with who may call
// each.
#include <cctype>
#include <map>

#include <gmock/gmock.h>

#include "embedded/documents.hpp"
#include "route_tables.hpp"

namespace tillwatch {
namespace {

std::string_view who(http::Access access) {
    switch (access) {
        case http::Access::unstated: return "nobody";
        case http::Access::anyone:
        case http::Access::our_pages: return "anyone";
        case http::Access::signed_webhook: return "signature";
        case http::Access::metrics: return "metrics";
        case http::Access::user: return "user";
        case http::Access::session: return "session";
        case http::Access::store_viewer:
        case http::Access::store_list: return "viewer";
        case http::Access::store_admin: return "admin";
        case http::Access::store_owner: return "owner";
        case http::Access::operator_: return "operator";
    }
    return "";
}

/// As `x-access` has it.
std::string access_text(http::Access access, http::Method method) {
    std::string text(who(access));
    if (http::is_judged_at_once(access)) return text;
    if (method != http::Method::get) return text + " write";
    return text + (access == http::Access::store_list ? " read or export" : " read");
}

using Routes = std::map<std::string, std::string>;

Routes served() {
    Routes routes;
    visit_route_tables([&](auto table) {
        for (const auto& route : table)
            routes.emplace(std::string(text(route.method)) + " " + std::string(route.path),
                           access_text(route.access, route.method));
    });
    return routes;
}

/// The key of a line that is indented by so many blanks: "  /healthz:" has the key "/healthz".
std::optional<std::string_view> key_of(std::string_view line, std::size_t indent) {
    if (line.find_first_not_of(' ') != indent || !line.ends_with(':')) return std::nullopt;
    return line.substr(indent, line.size() - indent - 1);
}

/// Of the file's `paths`, the keys of the first level and those of the second below each, with what
/// `x-access` says below those.
Routes described() {
    std::string_view text = embedded::documents().front().plain;
    text.remove_prefix(text.find("\npaths:\n") + 1);
    text = text.substr(0, text.find("\ncomponents:\n"));
    constexpr std::string_view access_key = "      x-access: ";
    Routes routes;
    std::string path;
    std::string* access = nullptr;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (const auto found = key_of(line, 2)) path = *found;
        if (access != nullptr && line.starts_with(access_key))
            *access = line.substr(access_key.size());
        const auto method = key_of(line, 4);
        if (!method) continue;
        std::string name(*method);
        for (auto& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        access = &routes[name + " " + path];
    }
    return routes;
}

TEST(Routes, are_those_that_the_description_has) {
    EXPECT_EQ(served(), described());
    EXPECT_THAT(served(), testing::Contains(testing::Pair(
                              "GET /api/v1/stores/{store}/orders/{order}", "viewer read")));
}

}  // namespace
}  // namespace tillwatch
