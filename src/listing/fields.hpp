// The fields of a row, told once and written as JSON or as CSV. In CSV an object's members are
// columns of their own (`customer_id`) and a list is its JSON in one cell. Belongs to one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// What the columns of a row are called in CSV.
class ColumnNames {
  public:
    template <class T>
    ColumnNames& member(std::string_view name, const T&) {
        names_.push_back(std::string(prefix_).append(name));
        return *this;
    }
    template <class T, class Tell>
    void object(std::string_view name, const std::optional<T>&, Tell tell) {
        prefix_ = std::string(name).append("_");
        tell(*this, T{});
        prefix_.clear();
    }
    template <class Range, class Tell>
    void list(std::string_view name, const Range& elements, Tell) {
        member(name, elements);
    }

    std::vector<std::string> take() { return std::move(names_); }

  private:
    std::vector<std::string> names_;
    std::string prefix_;
};

/// The columns of a row in their order, and which of them a file has.
struct Columns {
    std::vector<std::string> names;
    std::vector<bool> shown;
};

class CsvFields {
  public:
    CsvFields(http::CsvWriter& out, const Columns& columns) : out_(out), columns_(columns) {}

    template <class T>
    CsvFields& member(std::string_view, const T& value) {
        if (!next_is_shown()) return *this;
        if (blank_)
            out_.cell("");
        else
            out_.cell(value);
        return *this;
    }
    template <class T, class Tell>
    void object(std::string_view, const std::optional<T>& value, Tell tell) {
        blank_ = !value.has_value();
        tell(*this, value ? *value : T{});
        blank_ = false;
    }
    template <class Range, class Tell>
    void list(std::string_view, const Range& elements, Tell tell) {
        if (!next_is_shown()) return;
        json::Writer text;
        text.begin_array();
        JsonFields fields(text);
        for (const auto& element : elements) {
            text.begin_object();
            tell(fields, element);
            text.end_object();
        }
        out_.cell(text.end_array().take());
    }
    void end_row() {
        out_.end_row();
        next_ = 0;
    }

  private:
    bool next_is_shown() { return columns_.shown[next_++]; }

    http::CsvWriter& out_;
    const Columns& columns_;
    std::size_t next_ = 0;
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

inline std::optional<std::string> money_text(std::optional<std::int64_t> minor, Currency currency) {
    if (!minor) return std::nullopt;
    return money_text(*minor, currency);
}

}  // namespace tillwatch::listing
