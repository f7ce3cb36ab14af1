#include "projection/apply.hpp"

#include "projection/apply_customers.hpp"
#include "projection/apply_objects.hpp"
#include "projection/apply_orders.hpp"
#include "projection/apply_shop.hpp"
#include "projection/rebuild.hpp"

namespace tillwatch::projection {

Applied apply(db::Transaction& transaction, const StoreProfile& store,
              const shopify::Snapshots& snapshots) {
    Applied applied;
    auto state = read_store_state(transaction, store);
    if (state.outdated) {
        rebuild_within(transaction, store);
        applied.days.set_any();
        state = read_store_state(transaction, store);
    }
    applied.through = state.through;
    const auto store_id = store.store_id;
    apply_deletions(transaction, store_id, snapshots.deletions, applied);
    apply_merges(transaction, store_id, snapshots.merges, applied);
    apply_orders(transaction, store_id, state.zone, snapshots, applied);
    apply_customers(transaction, store_id, snapshots.customers, applied);
    apply_products(transaction, store_id, snapshots.products, applied);
    apply_checkouts(transaction, store_id, snapshots.checkouts, applied);
    apply_shop_changes(transaction, store, state, snapshots.shop_changes, applied);
    mark_changed(transaction, store_id, state);
    return applied;
}

}  // namespace tillwatch::projection
