#include "http/query.hpp"

#include <algorithm>

namespace tillwatch::http {

Query::Query(const Request& request, std::span<const std::string_view> known) : request_(request) {
    for (const auto& [name, _] : request.query_parameters()) {
        if (std::ranges::find(known, name) == known.end())
            refuse(name, "is not a parameter of this path");
        else if (std::ranges::count(request.query_parameters(), name,
                                    &Request::Parameters::value_type::first) > 1)
            refuse(name, "stands more than once");
    }
}

void Query::refuse(std::string_view name, std::string_view message) {
    const auto told = std::ranges::any_of(
        error_.fields, [&](const FieldError& known) { return known.field == name; });
    if (!told) error_.fields.push_back({std::string(name), std::string(message)});
}

void Query::throw_if_refused() const {
    if (!error_.fields.empty()) throw Failure(error_);
}

}  // namespace tillwatch::http
