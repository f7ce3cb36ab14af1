// The members of a JSON object that somebody sent, checked one by one: those that are not known,
// stand twice, are missing or cannot be read are told all at once, none is passed over in silence.
// One thread; its values live until the parser's next parse.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "json/reader.hpp"

namespace tillwatch::json {

/// A body may hold very many members, and an answer is not to outgrow it: of those refused so many
/// are told, by names of at most so many bytes.
inline constexpr std::size_t fields_told_max = 100;
inline constexpr std::size_t name_bytes_told_max = 100;

class Fields {
  public:
    /// `prefix` stands before each name that `error` gets ("filter."). `known` is looked at here
    /// only.
    Fields(Value object, std::span<const std::string_view> known, Error& error,
           std::string prefix = {});

    void refuse(std::string_view name, std::string message);

    bool has(std::string_view name) const { return object_.find_present(name).has_value(); }

    /// None where it is absent, null or refused.
    template <class T>
    std::optional<T> find(std::string_view name, Result<T> (*parse)(std::string_view)) {
        const auto value = object_.find_present(name);
        if (!value) return std::nullopt;
        const auto text = value->text();
        auto parsed = text ? parse(*text) : Result<T>(fail(Code::invalid, "is not a text"));
        if (parsed) return *std::move(parsed);
        refuse(name, parsed.error().message);
        return std::nullopt;
    }

    /// As find; what is absent is refused. A T that says nothing where it is refused.
    template <class T>
    T get(std::string_view name, Result<T> (*parse)(std::string_view)) {
        if (!has(name)) refuse(name, "is missing");
        return find(name, parse).value_or(T{});
    }

    /// None where it is absent or refused.
    std::optional<bool> find_flag(std::string_view name);

  private:
    Value object_;
    Error& error_;
    std::string prefix_;
};

/// The body of a request that is one object.
class Body {
  public:
    /// A Failure of Code::malformed where it is none.
    Body(std::string_view text, std::span<const std::string_view> known);
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;

    Fields& fields() { return fields_; }
    Value object() const { return object_; }
    Error& error() { return error_; }
    /// A Failure of Code::invalid with a field for each member refused.
    void throw_if_refused() const;

  private:
    Parser parser_;
    Value object_;
    Error error_{Code::invalid, "the body is not valid", {}};
    Fields fields_;
};

}  // namespace tillwatch::json
