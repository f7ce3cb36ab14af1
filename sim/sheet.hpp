// A body as Shopify writes it: JSON with the store's money and times in it, its characters escaped
// as on the wire. A thin layer on json::Writer that knows one store's currency and zone.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "json/writer.hpp"

namespace tillwatch::sim {

/// RFC 3339 with the offset that the zone has then, in whole seconds: 2026-07-01T09:30:00+01:00.
std::string local_text(Instant instant, const TimeZone& zone);

/// With '/', '&', '<' and '>' escaped, as Shopify's webhooks have them.
std::string as_on_the_wire(std::string_view json);

class Sheet {
  public:
    Sheet(Currency currency, const TimeZone& zone) : currency_(currency), zone_(zone) {}

    template <class T>
    Sheet& put(std::string_view name, const T& content) {
        json_.member(name, content);
        return *this;
    }
    /// Empty: null.
    Sheet& put_or_null(std::string_view name, std::string_view text);
    Sheet& nulls(std::initializer_list<std::string_view> names);
    Sheet& empty_lists(std::initializer_list<std::string_view> names);
    Sheet& at(std::string_view name, Instant instant);
    Sheet& gid(std::string_view kind, std::int64_t id);

    /// `"name": "19.99"`
    Sheet& money(std::string_view name, std::int64_t minor);
    /// `"name": 19.99`
    Sheet& number(std::string_view name, std::int64_t minor);
    /// `"name": {"shop_money": …, "presentment_money": …}`
    Sheet& set(std::string_view name, std::int64_t minor);
    /// The same two without a name around them.
    Sheet& bare_set(std::int64_t minor);
    /// `"name"` and `"name_set"`.
    Sheet& price(std::string_view name, std::int64_t minor);
    /// `"name": 0.0725`
    Sheet& rate(std::string_view name, std::int64_t ppm);

    Sheet& object(std::string_view name);
    Sheet& object();
    Sheet& end();
    Sheet& list(std::string_view name);
    /// A text of a list.
    Sheet& item(std::string_view text);
    Sheet& end_list();

    std::string_view currency() const { return currency_.code(); }
    std::string body() const { return as_on_the_wire(json_.text()); }

  private:
    std::string text_of(std::int64_t minor) const { return Money{minor}.text(currency_); }

    Currency currency_;
    const TimeZone& zone_;
    json::Writer json_;
};

}  // namespace tillwatch::sim
