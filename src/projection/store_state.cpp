#include "projection/store_state.hpp"

#include "projection/leases.hpp"
#include "projection/ledger_tables.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {

bool try_lock_store(db::Transaction& transaction, StoreId store_id) {
    if (transaction.one<sql::TryLockStore>({store_id.value})) return true;
    transaction.one<sql::EndSilentHolders>({store_id.value, holder_silent_ms_max});
    return false;
}

StoreState read_store_state(db::Transaction& transaction, const StoreProfile& store) {
    const auto row = transaction.one<sql::FindStoreState>({store.store_id.value});
    // Whoever applies to it began before it was deleted.
    if (!row) throw Failure(Code::not_found, "the store was deleted");
    StoreState state{
        .zone = value_or_throw(TimeZone::find(row->timezone)),
        .shop_zone = commerce::find_shop_zone(transaction, store.store_id),
        .through = {},
        .changes = row->changes,
        .marked = row->ledger_version == ledger_version,
        .outdated = row->has_orders != 0 && row->ledger_version.value_or(0) < ledger_version};
    if (row->through != 0) state.through = Instant{row->through};
    if (state.shop_zone) state.zone = value_or_throw(TimeZone::find(state.shop_zone->timezone));
    return state;
}

void mark_changed(db::Transaction& transaction, StoreId store_id, const StoreState& state) {
    const sql::CountStoreChange::Params change[] = {{store_id.value}};
    transaction.send_batch<sql::CountStoreChange>(change);
    if (!state.marked) transaction.send<sql::PutLedgerVersion>({store_id.value, ledger_version});
}

}  // namespace tillwatch::projection
