// The fields of a row, told once and written as JSON or as CSV. In CSV an object's members are
// columns of their own (`customer_id`) and a list is its JSON in one cell. Belongs to one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "http/csv.hpp"
#include "json/writer.hpp"

namespace tillwatch::listing {

class JsonFields {
  public:
    explicit JsonFields(json::Writer& out) : out_(out) {}

    template <class T>
    JsonFields& member(std::string_view name, const T& value) {
        out_.member(name, value);
        return *this;
    }
    /// Null where there is none; `tell` is given the fields and the value.
    template <class T, class Tell>
    void object(std::string_view name, const std::optional<T>& value, Tell tell) {
        out_.key(name);
        if (!value) {
            out_.value(nullptr);
            return;
        }
        out_.begin_object();
        tell(*this, *value);
        out_.end_object();
    }
    template <class Range, class Tell>
    void list(std::string_view name, const Range& elements, Tell tell) {
        out_.key(name).begin_array();
        for (const auto& element : elements) {
            out_.begin_object();
            tell(*this, element);
            out_.end_object();
        }
        out_.end_array();
    }

  private:
    json::Writer& out_;
};

class CsvFields {
  public:
    enum class Part { head, row };
    CsvFields(http::CsvWriter& out, Part part) : out_(out), part_(part) {}

    template <class T>
    CsvFields& member(std::string_view name, const T& value) {
        if (part_ == Part::head)
            out_.cell(std::string(prefix_).append(name));
        else if (blank_)
            out_.cell("");
        else
            out_.cell(value);
        return *this;
    }
    template <class T, class Tell>
    void object(std::string_view name, const std::optional<T>& value, Tell tell) {
        prefix_ = std::string(name).append("_");
        blank_ = !value.has_value();
        tell(*this, value ? *value : T{});
        prefix_.clear();
        blank_ = false;
    }
    template <class Range, class Tell>
    void list(std::string_view name, const Range& elements, Tell tell) {
        json::Writer text;
        text.begin_array();
        JsonFields fields(text);
        for (const auto& element : elements) {
            text.begin_object();
            tell(fields, element);
            text.end_object();
        }
        member(name, text.end_array().take());
    }

  private:
    http::CsvWriter& out_;
    Part part_;
    std::string prefix_;
    bool blank_ = false;
};

inline std::string digits(std::int64_t id) {
    return std::to_string(id);
}
inline std::optional<std::string> digits(const std::optional<std::int64_t>& id) {
    if (!id) return std::nullopt;
    return std::to_string(*id);
}
inline std::string instant_text(std::int64_t ms) {
    return Instant{ms}.text();
}
inline std::optional<std::string> instant_text(const std::optional<std::int64_t>& ms) {
    if (!ms) return std::nullopt;
    return Instant{*ms}.text();
}
inline std::string money_text(std::int64_t minor, Currency currency) {
    return Money{minor}.text(currency);
}

}  // namespace tillwatch::listing
