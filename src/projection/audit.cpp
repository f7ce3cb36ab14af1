#include "projection/audit.hpp"

#include <limits>

#include "projection/aliases.hpp"
#include "projection/order_parts.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

using ledger::CustomerMeasures;
using ledger::Measures;
using ledger::Standing;

constexpr auto least = std::numeric_limits<std::int64_t>::min();

template <class Value>
std::optional<Value> row_of(const Value& sum) {
    return sum == Value{} ? std::nullopt : std::optional(sum);
}

Measures measures_of(const sql::ListRollups::Row& row) {
    return {.orders = row.orders,
            .inexact_orders = row.inexact_orders,
            .units = row.units,
            .gross_sales = row.gross_sales,
            .discounts = row.discounts,
            .returns = row.returns,
            .shipping = row.shipping,
            .duties = row.duties,
            .fees = row.fees,
            .taxes = row.taxes,
            .tips = row.tips,
            .gift_cards = row.gift_cards,
            .order_value = row.order_value,
            .customer_orders = row.customer_orders,
            .first_orders = row.first_orders};
}

/// Compares the rows of a table with sums made anew: first each row that there is, then those that
/// are not there.
template <class Key, class Value>
class Comparison {
  public:
    Comparison(std::map<Key, Value>&& made, Findings& findings)
        : made_(std::move(made)), findings_(findings) {}

    void look_at(const Key& key, const Value& stored) {
        const auto found = made_.find(key);
        const auto made = found == made_.end() ? std::nullopt : row_of(found->second);
        if (found != made_.end()) made_.erase(found);
        if (made != stored) findings_.sum(key, stored, made);
    }

    void finish() {
        for (const auto& [key, sum] : made_)
            if (const auto made = row_of(sum)) findings_.sum(key, std::nullopt, made);
    }

  private:
    std::map<Key, Value> made_;
    Findings& findings_;
};

class Audit {
  public:
    Audit(db::Transaction& transaction, StoreId store_id, const TimeZone& zone, Findings& findings)
        : transaction_(transaction),
          store_id_(store_id),
          zone_(zone),
          findings_(findings),
          aliases_(Aliases::list_all(transaction, store_id)) {}

    bool run() {
        if (!walk_customers() || !walk_guests()) return false;
        compare_days();
        find_strays();
        find_unsettled_checkouts();
        const auto known = transaction_.one<sql::CompareKnownCustomers>({store_id_.value});
        if (known->stored != known->made) findings_.known_customers(known->stored, known->made);
        return true;
    }

  private:
    bool walk_customers() {
        sql::ListOrdersByCustomer::Params from{store_id_.value, least, least, least,
                                               audit_page_orders};
        for (;;) {
            const auto rows = transaction_.all<sql::ListOrdersByCustomer>(from);
            std::vector<OrderId> ids;
            for (const auto& row : rows) ids.push_back({row.order_id});
            take(ids);
            const bool last = rows.size() < audit_page_orders;
            if (last) finish_customer();
            compare_customers();
            if (!findings_.page_done()) return false;
            if (last) return true;
            from.customer_id = rows.back().customer_id;
            from.happened_at = rows.back().happened_at;
            from.order_id = rows.back().order_id;
        }
    }

    bool walk_guests() {
        sql::ListGuestOrders::Params from{store_id_.value, least, least, audit_page_orders};
        for (;;) {
            const auto rows = transaction_.all<sql::ListGuestOrders>(from);
            std::vector<OrderId> ids;
            for (const auto& row : rows) ids.push_back({row.order_id});
            take(ids);
            if (!findings_.page_done()) return false;
            if (rows.size() < audit_page_orders) return true;
            from.happened_at = rows.back().happened_at;
            from.order_id = rows.back().order_id;
        }
    }

    void take(std::span<const OrderId> ids) {
        const auto found = commerce::find_stored_orders(transaction_, store_id_, ids);
        const auto stored = list_ledger_orders(transaction_, store_id_, found);
        auto bases = commerce::list_orders(transaction_, store_id_, ids);
        const OrderParts parts(transaction_, store_id_, ids);
        for (std::size_t i = 0; i < stored.size(); ++i) {
            const auto customer_id = aliases_.resolve(bases[i].customer_id);
            if (customer_id != stored[i].entry.customer_id)
                findings_.customer(bases[i].id, stored[i].entry.customer_id, customer_id);
            bases[i].customer_id = stored[i].entry.customer_id;
            take(ledger_order_of(parts.effective(std::move(bases[i])), zone_), stored[i]);
        }
    }

    void take(LedgerOrder made, const LedgerOrder& stored) {
        const auto customer_id = made.entry.customer_id;
        if (customer_id != customer_) {
            finish_customer();
            customer_ = customer_id;
        }
        if (customer_id) made.entry.standing = places_.empty() ? Standing::first : Standing::repeat;
        if (customer_id && made.counted) places_.push_back(made.place());
        if (made.columns() != stored.columns())
            findings_.columns(made.entry.order_id, stored.columns(), made.columns());
        if (made.entry.sales != stored.entry.sales || made.entry.day != stored.entry.day ||
            !stored.filed)
            findings_.sales(made, stored.entry.sales);
        add_order(sums_, made, +1);
    }

    void finish_customer() {
        if (!customer_) return;
        ledger::add_timeline(sums_.repeats, sums_.cohorts, places_, +1);
        places_.clear();
        finished_.push_back(*customer_);
        customer_.reset();
    }

    /// Those whose orders have all been read; of the last of them there may be more.
    void compare_customers() {
        ledger::CustomerDayDeltas done;
        for (const auto id : finished_) {
            const auto from =
                sums_.customer_days.lower_bound({id, {std::numeric_limits<std::int32_t>::min()}});
            const auto to =
                sums_.customer_days.upper_bound({id, {std::numeric_limits<std::int32_t>::max()}});
            done.insert(from, to);
            sums_.customer_days.erase(from, to);
        }
        std::vector<sql::ListCustomerDays::Params> params;
        for (const auto id : finished_) params.push_back({store_id_.value, id.value});
        Comparison<ledger::CustomerDayKey, CustomerMeasures> comparison(std::move(done), findings_);
        if (!params.empty())
            for (const auto& row : transaction_.batch_all<sql::ListCustomerDays>(params))
                comparison.look_at({{row.customer_id}, {static_cast<std::int32_t>(row.day)}},
                                   {row.orders, row.net_sales, row.total_sales});
        comparison.finish();
        finished_.clear();
    }

    void compare_days() {
        Comparison<ledger::RollupKey, Measures> rollups(std::move(sums_.rollups), findings_);
        transaction_.each<sql::ListRollups>(
            {store_id_.value}, [&](const sql::ListRollups::Row& row) {
                rollups.look_at({static_cast<ledger::Dimension>(row.dimension),
                                 row.value,
                                 {static_cast<std::int32_t>(row.day)}},
                                measures_of(row));
            });
        rollups.finish();
        Comparison<ledger::RepeatKey, std::int64_t> repeats(std::move(sums_.repeats), findings_);
        transaction_.each<sql::ListRepeatOrders>(
            {store_id_.value}, [&](const sql::ListRepeatOrders::Row& row) {
                repeats.look_at(
                    {static_cast<ledger::Grain>(row.grain),
                     static_cast<std::int32_t>(row.day_before), static_cast<std::int32_t>(row.day)},
                    row.orders);
            });
        repeats.finish();
        Comparison<ledger::CohortKey, std::int64_t> cohorts(std::move(sums_.cohorts), findings_);
        transaction_.each<sql::ListCohorts>(
            {store_id_.value}, [&](const sql::ListCohorts::Row& row) {
                cohorts.look_at({static_cast<std::int32_t>(row.first_month),
                                 static_cast<std::int32_t>(row.month)},
                                row.customers);
            });
        cohorts.finish();
    }

    /// What belongs to orders or customers that are not there was not met on the way.
    void find_strays() {
        transaction_.each<sql::ListStraySales>({store_id_.value},
                                               [&](const sql::ListStraySales::Row& row) {
                                                   findings_.stray_sales({row.order_id}, row.sales);
                                               });
        transaction_.each<sql::ListStrayCustomerDays>(
            {store_id_.value}, [&](const sql::ListStrayCustomerDays::Row& row) {
                findings_.sum(
                    ledger::CustomerDayKey{{row.customer_id}, {static_cast<std::int32_t>(row.day)}},
                    CustomerMeasures{row.orders, row.net_sales, row.total_sales}, std::nullopt);
            });
    }

    void find_unsettled_checkouts() {
        transaction_.each<sql::ListUnsettledCheckouts>(
            {store_id_.value}, [&](const sql::ListUnsettledCheckouts::Row& row) {
                findings_.checkout(std::string(row.token), row.stored, row.made);
            });
    }

    db::Transaction& transaction_;
    StoreId store_id_;
    const TimeZone& zone_;
    Findings& findings_;
    Aliases aliases_;
    SumDeltas sums_;
    std::optional<CustomerId> customer_;  // whose orders are being read
    std::vector<ledger::Place> places_;   // of the orders of it that count
    std::vector<CustomerId> finished_;
};

}  // namespace

bool audit(db::Transaction& transaction, StoreId store_id, const TimeZone& zone,
           Findings& findings) {
    return Audit(transaction, store_id, zone, findings).run();
}

}  // namespace tillwatch::projection
