#include "projection/order_parts.hpp"

#include <algorithm>
#include <limits>

namespace tillwatch::projection {
namespace {

/// The parts of one order in a map whose keys begin with the order.
template <class Map>
auto parts_of(const Map& map, OrderId id) {
    using PartId = decltype(map.begin()->first.second);
    return std::ranges::subrange(
        map.lower_bound({id, PartId{std::numeric_limits<std::int64_t>::min()}}),
        map.upper_bound({id, PartId{std::numeric_limits<std::int64_t>::max()}}));
}

}  // namespace

OrderParts::OrderParts(db::Transaction& transaction, StoreId store_id, std::span<const OrderId> ids)
    : store_id_(store_id),
      stored_refunds_(commerce::list_refund_sightings(transaction, store_id, ids)),
      stored_edits_(commerce::list_edit_sightings(transaction, store_id, ids)),
      stored_agreements_(commerce::list_agreements(transaction, store_id, ids)) {
    for (const auto& [refund, version] : stored_refunds_) {
        greater_refunds_.put_stored({refund.order_id, refund.id}, version);
        refunds_[{refund.order_id, refund.id}] = &refund;
    }
    for (const auto& [edit, version] : stored_edits_) {
        greater_edits_.put_stored({edit.order_id, edit.id}, version);
        edits_[{edit.order_id, edit.id}] = &edit;
    }
    for (const auto& agreements : stored_agreements_) {
        greater_agreements_.put_stored(agreements.order_id, agreements.version);
        agreements_[agreements.order_id] = &agreements;
    }
}

bool OrderParts::offer(const commerce::RefundSighting& sighting) {
    const auto& [refund, version] = sighting;
    const RefundKey key{refund.order_id, refund.id};
    if (!greater_refunds_.offer(key, sighting, version)) return false;
    refunds_[key] = &refund;
    return true;
}

bool OrderParts::offer(const commerce::OrderEditSighting& sighting) {
    const auto& [edit, version] = sighting;
    const EditKey key{edit.order_id, edit.id};
    if (!greater_edits_.offer(key, sighting, version)) return false;
    edits_[key] = &edit;
    return true;
}

bool OrderParts::offer(const commerce::OrderAgreements& agreements) {
    if (!greater_agreements_.offer(agreements.order_id, agreements, agreements.version))
        return false;
    agreements_[agreements.order_id] = &agreements;
    return true;
}

void OrderParts::write(db::Transaction& transaction) const {
    commerce::put_refund_sightings(transaction, store_id_, greater_refunds_.list_chosen());
    commerce::put_edit_sightings(transaction, store_id_, greater_edits_.list_chosen());
    commerce::put_agreements(transaction, store_id_, greater_agreements_.list_chosen());
}

commerce::EffectiveOrder OrderParts::effective(commerce::Order base) const {
    const auto id = base.id;
    commerce::EffectiveOrder order{.base = std::move(base), .edits = {}, .agreements = {}};
    auto& refunds = order.base.refunds;
    const auto own_count = static_cast<std::ptrdiff_t>(refunds.size());
    for (const auto& [key, refund] : parts_of(refunds_, id)) {
        const auto own_end = refunds.begin() + own_count;
        if (std::ranges::find(refunds.begin(), own_end, refund->id, &commerce::Refund::id) ==
            own_end)
            refunds.push_back(*refund);
    }
    for (const auto& [key, edit] : parts_of(edits_, id)) order.edits.push_back(*edit);
    if (const auto found = agreements_.find(id); found != agreements_.end())
        order.agreements = *found->second;
    return order;
}

}  // namespace tillwatch::projection
