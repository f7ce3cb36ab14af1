// The ledger's tables: the sales of orders, and the sums that are made of them. What an order gave
// is never made anew: it is read from its sales and from what is kept beside the order.
#pragma once

#include <compare>
#include <span>
#include <vector>

#include "base/time_zone.hpp"
#include "commerce/tables.hpp"
#include "db/transaction.hpp"
#include "ledger/timelines.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {

/// By which rules the sums and sales are made. With another number every store's are rebuilt before
/// anything else is applied to it.
inline constexpr std::int64_t ledger_version = 2;

/// What an order gives to the sums, and its place in its customer's line.
struct LedgerOrder {
    ledger::OrderEntry entry;
    Instant happened_at;
    bool counted = false;
    Money order_value;
    bool filed = true;  // of stored sales: they are marked rightly as apart from the order's day

    ledger::Place place() const { return {happened_at, entry.order_id, entry.day}; }
    commerce::LedgerColumns columns() const;
    bool operator==(const LedgerOrder& other) const;
};

/// As its rules say; only its standing is not known yet.
LedgerOrder ledger_order_of(const commerce::EffectiveOrder& order, const TimeZone& zone);
/// As stored.
std::vector<LedgerOrder> list_ledger_orders(db::Transaction& transaction, StoreId store_id,
                                            std::span<const commerce::StoredOrder> stored);

/// The sales of each order, those so far deleted before.
struct SalesToPut {
    const LedgerOrder* order = nullptr;
    bool replaces = false;
};
void put_sales(db::Transaction& transaction, StoreId store_id, std::span<const SalesToPut> orders);
void delete_sales(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids);

/// What is to be added to the tables of sums, each row once.
struct SumDeltas {
    ledger::RollupDeltas rollups;
    ledger::RepeatDeltas repeats;
    ledger::CustomerDayDeltas customer_days;
    ledger::CohortDeltas cohorts;
    std::int64_t known_customers = 0;
};

/// Adds or takes back what an order gives by itself: rollups and its customer's days.
void add_order(SumDeltas& deltas, const LedgerOrder& order, int sign);

/// A row that comes to zero is taken away. A row whose delta is zero is only looked at where `all`
/// says so.
enum class Touch { changed, all };

/// The rows of rollups that deltas come to, which outlive them. Making them needs no database.
class RollupRows {
  public:
    RollupRows(StoreId store_id, const ledger::RollupDeltas& deltas, Touch touch);
    void add(db::Transaction& transaction) const;

  private:
    std::vector<sql::AddToRollup::Params> added_;
    std::vector<sql::DeleteZeroRollup::Params> looked_at_;
};

/// `rollups` are the rows of the deltas' rollups.
void add_to_sums(db::Transaction& transaction, StoreId store_id, const SumDeltas& deltas,
                 const RollupRows& rollups, Touch touch = Touch::changed);

/// So many more customers of the store are known.
void add_known_customers(db::Transaction& transaction, StoreId store_id, std::int64_t delta);

}  // namespace tillwatch::projection
