#include "projection/apply_shop.hpp"

#include "projection/rebuild.hpp"
#include "stores/stores.hpp"

namespace tillwatch::projection {
namespace {

using commerce::ShopZone;

/// None where the shop names no zone that there is.
std::optional<ShopZone> zone_of(const commerce::ShopChange& change) {
    if (!change.timezone || !TimeZone::find(*change.timezone)) return std::nullopt;
    return ShopZone{change.version, *change.timezone};
}

/// The store and the cached answers of other threads learn of it.
void note(Applied& applied, std::optional<std::uint64_t> generation) {
    if (generation) applied.stores_generation = generation;
}

}  // namespace

void apply_shop_changes(db::Transaction& transaction, const StoreProfile& store,
                        const StoreState& state, const std::vector<commerce::ShopChange>& changes,
                        Applied& applied) {
    auto greatest = state.shop_zone;
    for (const auto& change : changes) {
        bool changed = false;
        if (auto zone = zone_of(change); zone && (!greatest || *greatest < *zone)) {
            greatest = std::move(zone);
            changed = true;
        }
        if (change.uninstalled)
            if (const auto generation = stores::set_uninstalled(transaction, store.store_id)) {
                note(applied, generation);
                changed = true;
            }
        applied.shop_changes.push_back(changed);
    }
    if (greatest == state.shop_zone) return;
    commerce::put_shop_zone(transaction, store.store_id, *greatest);
    const auto zone = value_or_throw(TimeZone::find(greatest->timezone));
    note(applied, stores::set_time_zone(transaction, store.store_id, zone));
    if (zone == state.zone) return;
    rebuild_within(transaction, store);
    applied.days.set_any();
}

}  // namespace tillwatch::projection
