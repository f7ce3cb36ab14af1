// Reading typed fields of a Shopify object. The first field that is wrong is remembered by its
// path and makes the whole object refused; a field that is absent or null is simply not there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "json/reader.hpp"

namespace tillwatch::shopify {

/// What one object is read with: the store's currency, and the first problem found.
struct Reading {
    Currency currency;
    std::string problem = {};
};

class Fields {
  public:
    Fields(json::Value object, Reading& reading, std::string path = {})
        : object_(object), reading_(&reading), path_(std::move(path)) {}

    bool has(std::string_view key) const { return object_.find_present(key).has_value(); }

    std::optional<std::int64_t> integer(std::string_view key) const;
    /// A positive whole number.
    std::optional<std::int64_t> id(std::string_view key) const;
    /// 0 to a billion.
    std::optional<std::int64_t> quantity(std::string_view key) const;
    std::optional<std::string> text(std::string_view key) const;
    /// As text, but an empty one counts as absent.
    std::optional<std::string> filled_text(std::string_view key) const;
    std::optional<bool> flag(std::string_view key) const;
    std::optional<Instant> instant(std::string_view key) const;
    /// `{key}_set.shop_money.amount`, else the flat `{key}`: both in the store's currency.
    std::optional<Money> money(std::string_view key) const;
    /// A rate like 0.2 in millionths, at most 100 times the amount.
    std::int64_t rate_ppm(std::string_view key) const;

    std::optional<Fields> object(std::string_view key) const;
    void each(std::string_view key, const std::function<void(const Fields&)>& visit) const;

    /// Remembers that `key` is wrong.
    void refuse(std::string_view key, std::string_view what) const;

  private:
    std::string path_to(std::string_view key) const;
    std::optional<Money> amount(const json::Value& value, std::string_view key) const;

    json::Value object_;
    Reading* reading_;
    std::string path_;
};

}  // namespace tillwatch::shopify
