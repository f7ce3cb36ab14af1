// Reading typed fields of a Shopify object, as webhooks (snake_case) or as the GraphQL API
// (camelCase) spell it. The first field that is wrong is remembered by its path and makes the whole
// object refused; a field that is absent or null is simply not there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "json/reader.hpp"

namespace tillwatch::shopify {

/// Texts are kept up to so many bytes and cut at a character: Shopify's own names and titles have
/// at most 255 letters, and no index of PostgreSQL holds much more than twice as many bytes.
inline constexpr std::size_t text_bytes_max = 1'024;

/// What one object is read with: the store's currency, and the first problem found.
struct Reading {
    Currency currency;
    std::string problem = {};
};

class Fields {
  public:
    Fields(const json::Value& object, Reading& reading, std::string path = {})
        : object_(object), reading_(&reading), path_(std::move(path)) {}

    bool has(std::string_view key) const { return object_.find_present(key).has_value(); }

    std::optional<std::int64_t> integer(std::string_view key) const;
    /// A positive whole number.
    std::optional<std::int64_t> id(std::string_view key) const;
    /// The number of a global id like "gid://shopify/Order/1".
    std::optional<std::int64_t> global_id(std::string_view key) const;
    /// 0 to a billion.
    std::optional<std::int64_t> quantity(std::string_view key) const;
    /// At most text_bytes_max of it.
    std::optional<std::string> text(std::string_view key) const;
    /// As text, but an empty one counts as absent.
    std::optional<std::string> filled_text(std::string_view key) const;
    std::optional<bool> flag(std::string_view key) const;
    std::optional<Instant> instant(std::string_view key) const;
    /// The texts of a list, each as text(), once, in its order; empty ones are left out.
    std::vector<std::string> texts(std::string_view key) const;
    /// In the store's currency: `{key}_set` or `{key}Set`, else `{key}`, which may be such a set as
    /// well. Of a set the shop's amount.
    std::optional<Money> money(std::string_view key) const;
    /// The flat `{key}`, in another currency than the store's.
    std::optional<Money> money_in(Currency currency, std::string_view key) const;
    /// A rate like 0.2 in millionths, at most 100 times the amount.
    std::int64_t rate_ppm(std::string_view key) const;

    std::optional<Fields> object(std::string_view key) const;
    void each(std::string_view key, const std::function<void(const Fields&)>& visit) const;

    /// Remembers that `key` is wrong.
    void refuse(std::string_view key, std::string_view what) const;

  private:
    void refuse_whole(std::string_view what) const;
    std::string path_to(std::string_view key) const;
    std::optional<json::Value> find_amount(std::string_view key) const;
    std::optional<Money> amount(const json::Value& value, Currency currency,
                                std::string_view key) const;

    json::Members object_;
    Reading* reading_;
    std::string path_;
};

}  // namespace tillwatch::shopify
