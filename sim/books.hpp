// The simulator's own ledger of one store: the figures of docs/metrics.md by day, made from what
// the simulator decided and not from any body, and without the program's own ledger: two ways to
// the same figures, so that one can prove the other. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/money.hpp"
#include "base/time_zone.hpp"
#include "json/writer.hpp"
#include "sim/records.hpp"

namespace tillwatch::sim {

/// Of one day; amounts in minor units, discounts and returns ≤ 0 as a rule.
struct Figures {
    std::int64_t orders = 0, inexact_orders = 0, units = 0;
    std::int64_t gross_sales = 0, discounts = 0, returns = 0;
    std::int64_t shipping = 0, duties = 0, fees = 0, taxes = 0;
    std::int64_t tips = 0, gift_cards = 0;
    std::int64_t order_value = 0;  // gross sales + discounts, of the orders alone

    std::int64_t net_sales() const { return gross_sales + discounts + returns; }
    std::int64_t total_sales() const { return net_sales() + shipping + duties + fees + taxes; }
    Figures& operator+=(const Figures& other);
    bool operator==(const Figures&) const = default;
};

/// Whether what the edits said is known: their webhooks tell it, an order's own body does not.
enum class Edits : std::uint8_t { known, unknown };

std::map<Day, Figures> figures_of(const Order& order, const TimeZone& zone, bool taxes_included,
                                  Edits edits);

class Books {
  public:
    Books(Currency currency, TimeZone zone, bool taxes_included, Edits edits)
        : currency_(currency), zone_(zone), taxes_included_(taxes_included), edits_(edits) {}

    /// Once, when nothing more happens to it. `customer_id` 0: a guest.
    void enter(const Order& order, std::int64_t customer_id);
    void enter_customer() { ++customers_; }

    const std::map<Day, Figures>& days() const { return days_; }
    /// `"days": […], "totals": {…}, "all_time": {…}` as the API's overview spells them.
    void write(json::Writer& out);

  private:
    /// An order that counts, of a customer.
    struct Purchase {
        std::int64_t customer_id, happened_at_ms, order_id;
        Day day;
        auto operator<=>(const Purchase&) const = default;
    };
    struct Buyers {
        std::int64_t all = 0, first = 0;
    };
    std::map<Day, Buyers> buyers();
    void write_figures(json::Writer& out, const Figures& figures, const Buyers& buyers) const;

    Currency currency_;
    TimeZone zone_;
    bool taxes_included_;
    Edits edits_;
    std::map<Day, Figures> days_;
    std::vector<Purchase> purchases_;
    std::int64_t customers_ = 0;
};

}  // namespace tillwatch::sim
