// Finds the route of a path. Literal paths are looked up in a hash table; paths with {names} are
// compared segment by segment with those of the same length. A literal beats a name. Built once,
// then read by all threads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/method.hpp"
#include "http/request.hpp"

namespace tillwatch::http {

class RouteTable {
  public:
    static constexpr std::uint32_t none = UINT32_MAX;

    struct Found {
        std::uint32_t route = none;  // none: the path is known, the method is not
        std::uint32_t path = 0;
        PathParameters parameters;
    };

    /// `path` lives as long as the table: "/a/{name}/b". Stops the process if it is malformed or
    /// there twice.
    void add(Method method, std::string_view path, std::uint32_t route);

    /// Nothing if no route has that path. HEAD finds what GET finds.
    std::optional<Found> find(Method method, std::string_view path) const;

    /// "GET, HEAD, OPTIONS": what the Allow header says of a path that was found.
    const std::string& allowed(std::uint32_t path) const { return paths_[path].allowed; }

  private:
    struct Path {
        std::string_view text;
        std::vector<std::string_view> segments;
        std::array<std::uint32_t, method_count> routes;
        std::string allowed;
    };
    std::uint32_t path_index(std::string_view path);
    static bool matches(const Path& path, const std::vector<std::string_view>& segments,
                        PathParameters& parameters);

    std::vector<Path> paths_;
    std::unordered_map<std::string_view, std::uint32_t> literal_;
    std::vector<std::vector<std::uint32_t>> by_length_;  // of those with names
};

}  // namespace tillwatch::http
