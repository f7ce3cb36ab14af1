#include "projection/apply_objects.hpp"

#include <algorithm>

#include "commerce/customer_tables.hpp"
#include "projection/apply_customers.hpp"
#include "projection/apply_orders.hpp"
#include "projection/deleted.hpp"
#include "projection/greatest.hpp"

namespace tillwatch::projection {
namespace {

using commerce::Deletion;

std::string name_of(const Deletion& deletion) {
    return deletion.kind == Deletion::Kind::checkout ? deletion.token : std::to_string(deletion.id);
}

template <class IdType>
std::vector<IdType> ids_of(std::span<const std::string> names) {
    std::vector<IdType> ids;
    for (const auto& name : names) ids.push_back({std::stoll(name)});
    return ids;
}

void remove(db::Transaction& transaction, StoreId store_id, Deletion::Kind kind,
            std::span<const std::string> names, Applied& applied) {
    switch (kind) {
        case Deletion::Kind::order:
            return remove_orders(transaction, store_id, ids_of<OrderId>(names), applied);
        case Deletion::Kind::customer:
            return remove_customers(transaction, store_id, ids_of<CustomerId>(names));
        case Deletion::Kind::product:
            return commerce::delete_products(transaction, store_id, ids_of<ProductId>(names));
        case Deletion::Kind::checkout:
            return commerce::delete_checkouts(transaction, store_id, names);
    }
}

/// Keeps the greatest snapshot of each thing of one kind, and answers those that are to be stored.
template <class Thing, class Key>
class Choice {
  public:
    Choice(db::Transaction& transaction, StoreId store_id, Deletion::Kind kind,
           const std::vector<Thing>& things, Key Thing::* key)
        : things_(things), key_(key) {
        std::set<Key> keys;
        for (const auto& thing : things) keys.insert(thing.*key);
        alive_ = without_deleted(transaction, store_id, kind, keys);
    }

    const std::vector<Key>& alive() const { return alive_; }

    std::vector<const Thing*> choose(const std::map<Key, commerce::Version>& stored,
                                     std::vector<bool>& applied) {
        Greatest<Key, Thing, commerce::Version> greatest;
        for (const auto& [key, version] : stored) greatest.put_stored(key, version);
        for (const auto& thing : things_)
            applied.push_back(std::ranges::binary_search(alive_, thing.*key_) &&
                              greatest.offer(thing.*key_, thing, thing.version));
        return greatest.list_chosen();
    }

  private:
    const std::vector<Thing>& things_;
    Key Thing::* key_;
    std::vector<Key> alive_;  // sorted
};

}  // namespace

void apply_deletions(db::Transaction& transaction, StoreId store_id,
                     const std::vector<Deletion>& deletions, Applied& applied) {
    std::map<Deletion::Kind, std::set<std::string>> names;
    for (const auto& deletion : deletions) names[deletion.kind].insert(name_of(deletion));
    for (auto& [kind, of_kind] : names) {
        const auto alive = without_deleted(transaction, store_id, kind, of_kind);
        commerce::put_deletions(transaction, store_id, kind, alive);
        remove(transaction, store_id, kind, alive, applied);
        of_kind = {alive.begin(), alive.end()};
    }
    // Of several that delete one object the first did it.
    for (const auto& deletion : deletions)
        applied.deletions.push_back(names.at(deletion.kind).erase(name_of(deletion)) != 0);
}

void apply_products(db::Transaction& transaction, StoreId store_id,
                    const std::vector<commerce::Product>& products, Applied& applied) {
    if (products.empty()) return;
    Choice choice(transaction, store_id, Deletion::Kind::product, products, &commerce::Product::id);
    const auto stored = commerce::find_product_versions(transaction, store_id, choice.alive());
    commerce::put_products(transaction, store_id, choice.choose(stored, applied.products));
}

void apply_checkouts(db::Transaction& transaction, StoreId store_id,
                     const std::vector<commerce::Checkout>& checkouts, Applied& applied) {
    if (checkouts.empty()) return;
    Choice choice(transaction, store_id, Deletion::Kind::checkout, checkouts,
                  &commerce::Checkout::token);
    const auto stored = commerce::find_checkout_versions(transaction, store_id, choice.alive());
    commerce::put_checkouts(transaction, store_id, choice.choose(stored, applied.checkouts));
}

}  // namespace tillwatch::projection
