// The routes of the program and the paths of docs/openapi.yaml are the same ones.
#include <cctype>
#include <set>

#include <gmock/gmock.h>

#include "embedded/documents.hpp"
#include "route_tables.hpp"

namespace tillwatch {
namespace {

std::set<std::string> served() {
    std::set<std::string> routes;
    visit_route_tables([&](auto table) {
        for (const auto& route : table)
            routes.insert(std::string(text(route.method)) + " " + std::string(route.path));
    });
    return routes;
}

/// The key of a line that is indented by so many blanks: "  /healthz:" has the key "/healthz".
std::optional<std::string_view> key_of(std::string_view line, std::size_t indent) {
    if (line.find_first_not_of(' ') != indent || !line.ends_with(':')) return std::nullopt;
    return line.substr(indent, line.size() - indent - 1);
}

/// Of the file's `paths`, the keys of the first level and those of the second below each.
std::set<std::string> described() {
    std::string_view text = embedded::documents().front().plain;
    text.remove_prefix(text.find("\npaths:\n") + 1);
    text = text.substr(0, text.find("\ncomponents:\n"));
    std::set<std::string> routes;
    std::string path;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (const auto found = key_of(line, 2)) path = *found;
        const auto method = key_of(line, 4);
        if (!method) continue;
        std::string name(*method);
        for (auto& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        routes.insert(name + " " + path);
    }
    return routes;
}

TEST(Routes, are_those_that_the_description_has) {
    EXPECT_EQ(served(), described());
    EXPECT_THAT(served(), testing::Contains("GET /api/v1/stores/{store}/orders/{order}"));
}

}  // namespace
}  // namespace tillwatch
