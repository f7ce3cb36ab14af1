#include "http/route_table.hpp"

#include <algorithm>

#include "base/ensure.hpp"

namespace tillwatch::http {
namespace {

constexpr std::size_t segments_max = 16;

bool is_name(std::string_view segment) {
    return segment.starts_with('{');
}

std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> segments;
    segments.reserve(8);
    for (std::size_t at = 1; at <= path.size() && segments.size() <= segments_max;) {
        const auto end = std::min(path.find('/', at), path.size());
        segments.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    return segments;
}

std::string allowed_methods(const std::array<std::uint32_t, method_count>& routes) {
    std::string allowed;
    for (std::size_t i = 0; i < method_count; ++i) {
        const auto method = static_cast<Method>(i);
        const auto source = method == Method::head ? Method::get : method;
        const bool has = routes[static_cast<std::size_t>(source)] != RouteTable::none;
        if (!has && method != Method::options) continue;
        if (!allowed.empty()) allowed += ", ";
        allowed += text(method);
    }
    return allowed;
}

}  // namespace

std::uint32_t RouteTable::path_index(std::string_view path) {
    for (std::uint32_t i = 0; i < paths_.size(); ++i) {
        if (paths_[i].text == path) return i;
    }
    Path entry{path, split(path), {}, {}};
    entry.routes.fill(none);
    const auto index = static_cast<std::uint32_t>(paths_.size());
    const auto names = std::ranges::count_if(entry.segments, is_name);
    ENSURE(path.starts_with('/') && entry.segments.size() <= segments_max);
    ENSURE(static_cast<std::size_t>(names) <= path_parameters_max);
    if (names == 0) {
        literal_.emplace(path, index);
    } else {
        by_length_.resize(std::max(by_length_.size(), entry.segments.size() + 1));
        by_length_[entry.segments.size()].push_back(index);
    }
    paths_.push_back(std::move(entry));
    return index;
}

void RouteTable::add(Method method, std::string_view path, std::uint32_t route) {
    auto& entry = paths_[path_index(path)];
    auto& slot = entry.routes[static_cast<std::size_t>(method)];
    ENSURE(slot == none && "a route is there twice");
    slot = route;
    entry.allowed = allowed_methods(entry.routes);
}

bool RouteTable::matches(const Path& path, const std::vector<std::string_view>& segments,
                         PathParameters& parameters) {
    parameters.count = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto wanted = path.segments[i];
        if (!is_name(wanted)) {
            if (wanted != segments[i]) return false;
            continue;
        }
        if (segments[i].empty()) return false;
        parameters.items[parameters.count++] = {wanted.substr(1, wanted.size() - 2), segments[i]};
    }
    return true;
}

std::optional<RouteTable::Found> RouteTable::find(Method method, std::string_view path) const {
    const auto source = static_cast<std::size_t>(method == Method::head ? Method::get : method);
    Found found;
    if (const auto literal = literal_.find(path); literal != literal_.end()) {
        found.path = literal->second;
        found.route = paths_[found.path].routes[source];
        return found;
    }
    const auto length = static_cast<std::size_t>(std::ranges::count(path, '/'));
    if (length >= by_length_.size()) return std::nullopt;
    const auto segments = split(path);
    std::optional<Found> other_method;
    for (const auto index : by_length_[length]) {
        if (!matches(paths_[index], segments, found.parameters)) continue;
        found.path = index;
        found.route = paths_[index].routes[source];
        if (found.route != none) return found;
        if (!other_method) other_method = found;
    }
    return other_method;
}

}  // namespace tillwatch::http
