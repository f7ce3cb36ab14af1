#include "projection/rebuild.hpp"

#include <limits>

#include "commerce/object_tables.hpp"
#include "projection/aliases.hpp"
#include "projection/audit.hpp"
#include "projection/sql.hpp"
#include "projection/store_state.hpp"

namespace tillwatch::projection {
namespace {

constexpr db::Work rebuilding_work{.statement_timeout_ms = audit_statement_timeout_ms,
                                   .isolation = db::Isolation::read_committed,
                                   .alone = true};

/// Gathers what makes the tables right. What is wrong in a sum is mended by adding the difference.
class Corrections : public Findings {
  public:
    void columns(OrderId id, const commerce::LedgerColumns&,
                 const commerce::LedgerColumns& made) override {
        columns_.emplace_back(id, made);
    }
    void customer(OrderId, const std::optional<CustomerId>&,
                  const std::optional<CustomerId>&) override {
        whole_ = false;
    }
    void sales(const LedgerOrder& made, const std::vector<ledger::Sale>& stored) override {
        rows_ += made.entry.sales.size();
        sales_.emplace_back(made, !stored.empty());
    }
    void stray_sales(OrderId id, std::int64_t) override { stray_.push_back(id); }
    void sum(const ledger::RollupKey& key, const Row<ledger::Measures>& stored,
             const Row<ledger::Measures>& made) override {
        ++rows_;
        auto& delta = deltas_.rollups[key];
        if (made) delta += *made;
        if (stored) delta += -*stored;
    }
    void sum(const ledger::RepeatKey& key, const Row<std::int64_t>& stored,
             const Row<std::int64_t>& made) override {
        ++rows_;
        deltas_.repeats[key] = made.value_or(0) - stored.value_or(0);
    }
    void sum(const ledger::CustomerDayKey& key, const Row<ledger::CustomerMeasures>& stored,
             const Row<ledger::CustomerMeasures>& made) override {
        ++rows_;
        deltas_.customer_days[key] = difference(stored, made);
    }
    void sum(const ledger::CohortKey& key, const Row<std::int64_t>& stored,
             const Row<std::int64_t>& made) override {
        ++rows_;
        deltas_.cohorts[key] = made.value_or(0) - stored.value_or(0);
    }
    void checkout(const std::string& token, const Row<std::int64_t>&,
                  const Row<std::int64_t>&) override {
        checkouts_.push_back(token);
    }
    void known_customers(std::int64_t stored, std::int64_t made) override {
        deltas_.known_customers = made - stored;
    }
    bool page_done() override { return whole_ && rows_ <= rebuild_rows_max; }

    void write(db::Transaction& transaction, StoreId store_id) {
        std::vector<sql::UpdateLedgerColumns::Params> columns;
        for (const auto& [id, made] : columns_)
            columns.push_back({store_id.value, id.value, number_of(made.customer_id),
                               made.day.number, made.counted ? 1 : 0, made.standing,
                               made.order_value.minor});
        if (!columns.empty()) transaction.send_batch<sql::UpdateLedgerColumns>(columns);
        std::vector<SalesToPut> sales;
        for (const auto& [order, replaces] : sales_) sales.push_back({&order, replaces});
        put_sales(transaction, store_id, sales);
        delete_sales(transaction, store_id, stray_);
        const RollupRows rollups(store_id, deltas_.rollups, Touch::all);
        add_to_sums(transaction, store_id, deltas_, rollups, Touch::all);
        commerce::settle_checkouts(transaction, store_id, checkouts_);
    }

  private:
    static ledger::CustomerMeasures difference(const Row<ledger::CustomerMeasures>& stored,
                                               const Row<ledger::CustomerMeasures>& made) {
        const auto a = made.value_or(ledger::CustomerMeasures{});
        const auto b = stored.value_or(ledger::CustomerMeasures{});
        return {a.orders - b.orders, a.net_sales - b.net_sales, a.total_sales - b.total_sales};
    }

    std::vector<std::pair<OrderId, commerce::LedgerColumns>> columns_;
    std::vector<std::pair<LedgerOrder, bool>> sales_;
    std::vector<OrderId> stray_;
    std::vector<std::string> checkouts_;
    SumDeltas deltas_;
    std::size_t rows_ = 0;
    bool whole_ = true;  // no order counted as the wrong customer's
};

/// Writes page by page.
class CorrectionsAtOnce final : public Corrections {
  public:
    CorrectionsAtOnce(db::Transaction& transaction, StoreId store_id)
        : transaction_(transaction), store_id_(store_id) {}

    bool page_done() override {
        write(transaction_, store_id_);
        static_cast<Corrections&>(*this) = Corrections();
        return true;
    }

  private:
    db::Transaction& transaction_;
    StoreId store_id_;
};

/// Orders that count as another customer's than the aliases say: lines are found by that column.
void mend_customers(db::Transaction& transaction, StoreId store_id) {
    const auto aliases = Aliases::list_all(transaction, store_id);
    sql::ListToldCustomers::Params from{store_id.value, std::numeric_limits<std::int64_t>::min(),
                                        audit_page_orders};
    for (;;) {
        const auto rows = transaction.all<sql::ListToldCustomers>(from);
        std::vector<sql::SetOrderCustomer::Params> wrong;
        for (const auto& row : rows) {
            const auto made = number_of(aliases.resolve(id_as<CustomerId>(row.told_customer_id)));
            if (made != row.customer_id) wrong.push_back({store_id.value, row.order_id, made});
        }
        if (!wrong.empty()) transaction.send_batch<sql::SetOrderCustomer>(wrong);
        if (rows.size() < audit_page_orders) return;
        from.order_id = rows.back().order_id;
    }
}

/// What was made, and how often the store had been applied to.
struct Made {
    std::int64_t changes = 0;
    Corrections corrections;
};

std::optional<Made> make(db::Database& database, const StoreProfile& store) {
    return database.read(
        [&](db::Transaction& transaction) -> std::optional<Made> {
            const auto state = read_store_state(transaction, store);
            Made made{.changes = state.changes, .corrections = {}};
            if (!audit(transaction, store.store_id, state.zone, made.corrections)) return {};
            return made;
        },
        {.statement_timeout_ms = audit_statement_timeout_ms});
}

/// It may have mended any day.
void tell_of_rebuild(db::Transaction& transaction, StoreId store_id, const StoreState& state) {
    StoreChange change{store_id, state.through, {}};
    change.days.set_any();
    tell(transaction, change);
}

}  // namespace

void rebuild(db::Database& database, const StoreProfile& store) {
    for (int tries = 0; tries < rebuild_tries_max; ++tries) {
        auto made = make(database, store);
        if (!made) break;
        const bool done = database.write(
            [&](db::Transaction& transaction) {
                transaction.one<sql::LockStore>({store.store_id.value});
                const auto state = read_store_state(transaction, store);
                if (state.changes != made->changes) return false;
                made->corrections.write(transaction, store.store_id);
                mark_changed(transaction, store.store_id, state);
                tell_of_rebuild(transaction, store.store_id, state);
                return true;
            },
            rebuilding_work);
        if (done) return;
    }
    database.write(
        [&](db::Transaction& transaction) {
            transaction.one<sql::LockStore>({store.store_id.value});
            rebuild_within(transaction, store);
            tell_of_rebuild(transaction, store.store_id, read_store_state(transaction, store));
        },
        rebuilding_work);
}

bool bring_up_to_date(db::Database& database, const StoreProfile& store) {
    const auto state = database.read(
        [&](db::Transaction& transaction) { return read_store_state(transaction, store); });
    if (state.outdated) rebuild(database, store);
    return state.outdated;
}

void rebuild_within(db::Transaction& transaction, const StoreProfile& store) {
    const auto state = read_store_state(transaction, store);
    mend_customers(transaction, store.store_id);
    CorrectionsAtOnce corrections(transaction, store.store_id);
    audit(transaction, store.store_id, state.zone, corrections);
    corrections.page_done();
    mark_changed(transaction, store.store_id, state);
}

}  // namespace tillwatch::projection
