// The audit: makes everything that is derived of a store anew, from the stored objects alone, and
// finds where the tables say something else. Orders are read in pages, customer by customer; the
// sums by day are held in memory, those of customers only while their orders are read.
// Verifying tells what is found, rebuilding mends it.
#pragma once

#include <cstddef>
#include <string>

#include "projection/ledger_tables.hpp"

namespace tillwatch::projection {

inline constexpr std::int64_t audit_page_orders = 500;

/// A page may take long where a table is large.
inline constexpr int audit_statement_timeout_ms = 600'000;

/// What to do with what is found. A row that is none does not or must not exist.
class Findings {
  public:
    virtual ~Findings() = default;

    /// Columns of an order; the customer apart from the others, see customer().
    virtual void columns(OrderId id, const commerce::LedgerColumns& stored,
                         const commerce::LedgerColumns& made) = 0;
    /// The order counts as another's than the aliases say. Its customer's line and sums are made of
    /// what is stored, so they are to be looked at again when this is mended.
    virtual void customer(OrderId id, const std::optional<CustomerId>& stored,
                          const std::optional<CustomerId>& made) = 0;
    virtual void sales(const LedgerOrder& made, const std::vector<ledger::Sale>& stored) = 0;
    virtual void stray_sales(OrderId id, std::int64_t stored) = 0;

    template <class Value>
    using Row = std::optional<Value>;
    virtual void sum(const ledger::RollupKey& key, const Row<ledger::Measures>& stored,
                     const Row<ledger::Measures>& made) = 0;
    virtual void sum(const ledger::RepeatKey& key, const Row<std::int64_t>& stored,
                     const Row<std::int64_t>& made) = 0;
    virtual void sum(const ledger::CustomerDayKey& key, const Row<ledger::CustomerMeasures>& stored,
                     const Row<ledger::CustomerMeasures>& made) = 0;
    virtual void sum(const ledger::CohortKey& key, const Row<std::int64_t>& stored,
                     const Row<std::int64_t>& made) = 0;

    /// When the earliest order that bears a checkout's token was made.
    virtual void checkout(const std::string& token, const Row<std::int64_t>& stored,
                          const Row<std::int64_t>& made) = 0;

    virtual void known_customers(std::int64_t stored, std::int64_t made) = 0;

    /// After each page, when the transaction may be used; answers whether to go on.
    virtual bool page_done() { return true; }
};

/// In one transaction, which sees one state. Answers whether it came to its end.
bool audit(db::Transaction& transaction, StoreId store_id, const TimeZone& zone,
           Findings& findings);

}  // namespace tillwatch::projection
