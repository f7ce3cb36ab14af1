#include "projection/apply_customers.hpp"

#include <algorithm>

#include "projection/aliases.hpp"
#include "projection/deleted.hpp"
#include "projection/greatest.hpp"
#include "projection/order_changes.hpp"
#include "projection/sql.hpp"

namespace tillwatch::projection {
namespace {

using commerce::CustomerSighting;

std::vector<OrderId> list_orders_told_of(db::Transaction& transaction, StoreId store_id,
                                         CustomerId told, CustomerId customer_id) {
    std::vector<OrderId> ids;
    for (const auto& row :
         transaction.all<sql::ListOrdersTold>({store_id.value, customer_id.value, told.value}))
        ids.push_back({row.order_id});
    return ids;
}

void move_orders(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids,
                 CustomerId to, ChangedDays& changed_days) {
    for (; !ids.empty(); ids = ids.subspan(std::min(ids.size(), moved_orders_max))) {
        const auto some = ids.first(std::min(ids.size(), moved_orders_max));
        std::vector<OrderChange> changes;
        const auto stored = commerce::find_stored_orders(transaction, store_id, some);
        for (auto& before : list_ledger_orders(transaction, store_id, stored)) {
            auto after = before;
            after.entry.customer_id = to;
            changes.push_back({.before = std::move(before), .after = std::move(after)});
        }
        change_orders(transaction, store_id, std::move(changes), changed_days);
    }
}

/// Of equal versions the one that names the greater id: the rank of a merge.
auto rank_of(const commerce::CustomerMerge& merge) {
    return std::pair(merge.version, merge.kept);
}

using GreatestMerges =
    Greatest<CustomerId, commerce::CustomerMerge, std::pair<commerce::Version, CustomerId>>;

/// Who was deleted or merged is not known again, whoever tells of them.
std::vector<CustomerId> list_knowable(db::Transaction& transaction, StoreId store_id,
                                      const std::vector<CustomerSighting>& sightings) {
    std::set<CustomerId> ids;
    for (const auto& sighting : sightings) ids.insert(sighting.customer.id);
    auto alive = without_deleted(transaction, store_id, commerce::Deletion::Kind::customer, ids);
    const Aliases aliases(transaction, store_id, alive);
    std::erase_if(alive, [&](CustomerId id) { return aliases.is_merged(id); });
    return alive;
}

}  // namespace

void apply_merges(db::Transaction& transaction, StoreId store_id,
                  const std::vector<commerce::CustomerMerge>& merges, Applied& applied) {
    if (merges.empty()) return;
    std::vector<CustomerId> named;
    for (const auto& merge : merges) named.insert(named.end(), {merge.merged, merge.kept});
    const Aliases known(transaction, store_id, named);
    GreatestMerges greatest;
    for (const auto id : named)
        if (const auto* merge = known.find(id)) greatest.put_stored(id, rank_of(*merge));
    for (const auto& merge : merges)
        applied.merges.push_back(merge.kept != merge.merged &&
                                 greatest.offer(merge.merged, merge, rank_of(merge)));
    std::vector<CustomerId> merged;
    for (const auto& [id, _] : greatest.chosen()) merged.push_back(id);

    const auto concerned = list_led_through(transaction, store_id, merged);
    const Aliases before(transaction, store_id, concerned);
    commerce::put_merges(transaction, store_id, greatest.list_chosen());
    const Aliases after(transaction, store_id, concerned);
    for (const auto told : concerned)
        if (const auto from = before.resolve(told), to = after.resolve(told); from != to)
            move_orders(transaction, store_id,
                        list_orders_told_of(transaction, store_id, told, from), to, applied.days);
    remove_customers(transaction, store_id, merged);
}

void remove_customers(db::Transaction& transaction, StoreId store_id,
                      std::span<const CustomerId> ids) {
    add_known_customers(transaction, store_id,
                        -commerce::delete_customers(transaction, store_id, ids));
}

void apply_customers(db::Transaction& transaction, StoreId store_id,
                     const std::vector<CustomerSighting>& sightings, Applied& applied) {
    if (sightings.empty()) return;
    const auto knowable = list_knowable(transaction, store_id, sightings);
    Greatest<CustomerId, CustomerSighting, std::pair<bool, commerce::Version>> greatest;
    const auto known = commerce::find_stored_customers(transaction, store_id, knowable);
    for (const auto& [id, stored] : known) greatest.put_stored(id, {stored.own, stored.version});
    for (const auto& sighting : sightings) {
        const auto id = sighting.customer.id;
        auto version = sighting.version;
        version.completeness = 0;  // that of an order says nothing of its customer
        applied.customers.push_back(std::ranges::binary_search(knowable, id) &&
                                    greatest.offer(id, sighting, {sighting.own, version}));
    }
    commerce::put_customers(transaction, store_id, greatest.list_chosen(), known);
    const auto fresh = std::ranges::count_if(
        greatest.chosen(), [&](const auto& chosen) { return !known.contains(chosen.first); });
    add_known_customers(transaction, store_id, fresh);
}

}  // namespace tillwatch::projection
