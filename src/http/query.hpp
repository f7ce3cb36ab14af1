// The query parameters of a request, checked one by one: those that are not known, stand more than
// once or cannot be read are told all at once, none is passed over in silence.
// Used by one thread, within the life of its request.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"

namespace tillwatch::http {

class Query {
  public:
    Query(const Request& request, std::span<const std::string_view> known);

    /// None where the parameter is not there or is refused.
    template <class T>
    std::optional<T> find(std::string_view name, Result<T> (*parse)(std::string_view)) {
        const auto text = request_.query(name);
        if (!text) return std::nullopt;
        auto value = parse(*text);
        if (value) return *std::move(value);
        refuse(name, value.error().message);
        return std::nullopt;
    }
    template <class T>
    T read(std::string_view name, Result<T> (*parse)(std::string_view), T otherwise) {
        return find(name, parse).value_or(std::move(otherwise));
    }

    /// The first reason counts.
    void refuse(std::string_view name, std::string_view message);
    /// A Failure of Code::invalid with a field for each parameter refused.
    void throw_if_refused() const;

  private:
    const Request& request_;
    Error error_{Code::invalid, "the query is not valid", {}};
};

}  // namespace tillwatch::http
