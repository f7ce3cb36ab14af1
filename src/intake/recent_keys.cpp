#include "intake/recent_keys.hpp"

#include <algorithm>
#include <cstring>

#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

/// The body of the delivery, if it is there and has the key.
std::optional<KeyDigest> body_of(db::Transaction& transaction, const DeliveryKey& key,
                                 std::int64_t delivery_id) {
    const auto row = transaction.one<sql::FindKeyedDelivery>({key.store_id, delivery_id});
    if (!row) return std::nullopt;
    const auto digest =
        key_of_logged(row->topic, row->webhook_id, row->id_reused != 0, row->body_sha256);
    if (digest != key.digest) return std::nullopt;
    return shortened(row->body_sha256);
}

}  // namespace

std::size_t RecentKeys::Hash::operator()(const DeliveryKey& key) const noexcept {
    std::size_t random = 0;  // as a digest is
    std::memcpy(&random, key.digest.data(), sizeof random);
    return random ^ static_cast<std::size_t>(key.store_id);
}

std::optional<KeyDigest> RecentKeys::find_body(db::Transaction& transaction,
                                               const DeliveryKey& key) {
    if (!loaded_) load(transaction);
    if (const auto delivery_id = find_delivery(key))
        if (const auto body = body_of(transaction, key, *delivery_id)) return body;
    const auto row = transaction.one<sql::FindDeliveryKey>({key.store_id, text_of(key.digest)});
    if (!row) return std::nullopt;
    return shortened(row->body_digest);
}

std::optional<std::int64_t> RecentKeys::find_delivery(const DeliveryKey& key) const {
    if (const auto found = newest_.find(key); found != newest_.end()) return found->second;
    const auto found = std::ranges::lower_bound(lot_, key, {}, &Keyed::key);
    if (found == lot_.end() || found->key != key) return std::nullopt;
    return found->delivery_id;
}

/// The lot that a stop left half moved is begun anew: what is in the table already stays as it is.
void RecentKeys::load(db::Transaction& transaction) {
    const auto progress = transaction.one<sql::FindKeyProgress>({});
    ENSURE(progress);
    for (const auto& row : transaction.all<sql::ListUnmergedDeliveries>({progress->merged}))
        add({row.store_id,
             key_of_logged(row.topic, row.webhook_id, row.id_reused != 0, row.body_sha256)},
            row.delivery_id);
    if (progress->moved != 0)
        transaction.run<sql::SetKeyProgress>({progress->merged, progress->lots, 0});
    loaded_ = true;
}

void RecentKeys::begin_lot(std::int64_t lots) {
    lots_before_ = lots;
    lot_.clear();
    lot_.reserve(newest_.size());
    for (const auto& [key, delivery_id] : newest_) lot_.push_back({key, delivery_id});
    std::ranges::sort(lot_);
    newest_.clear();
}

/// Up to which delivery there is none whose key is not in the table. Ids that were rolled back are
/// used again, so that a newer key may have a smaller one than the lot has.
std::int64_t RecentKeys::end_of_lot() const {
    std::int64_t end = 0;
    for (const auto& keyed : lot_) end = std::max(end, keyed.delivery_id);
    for (const auto& [_, delivery_id] : newest_) end = std::min(end, delivery_id - 1);
    return end;
}

/// How far the lot is, the database says: what was rolled back is moved again.
void RecentKeys::move_some(db::Transaction& transaction, std::size_t added) {
    if (lot_.empty() && newest_.size() < lot_keys_) return;
    const auto progress = transaction.one<sql::FindKeyProgress>({});
    ENSURE(progress);
    if (lot_.empty()) begin_lot(progress->lots);
    if (progress->lots > lots_before_) return lot_.clear();
    const auto first = static_cast<std::size_t>(progress->moved);
    const auto count = std::min(added * moved_for_each, lot_.size() - first);
    move_from(transaction, first, count);
    auto now = sql::SetKeyProgress::Params{progress->merged, progress->lots,
                                           static_cast<std::int64_t>(first + count)};
    if (first + count == lot_.size())
        now = {std::max(progress->merged, end_of_lot()), progress->lots + 1, 0};
    transaction.run<sql::SetKeyProgress>(now);
}

void RecentKeys::move_from(db::Transaction& transaction, std::size_t first, std::size_t count) {
    std::vector<KeyDigest> bodies;
    bodies.reserve(count);
    std::vector<sql::ClaimDeliveryKeys::Params> rows;
    for (const auto& [key, delivery_id] : std::span(lot_).subspan(first, count)) {
        const auto body = body_of(transaction, key, delivery_id);
        if (!body) continue;
        bodies.push_back(*body);
        rows.push_back({key.store_id, text_of(key.digest), text_of(bodies.back())});
    }
    if (!rows.empty()) transaction.batch_all<sql::ClaimDeliveryKeys>(rows);
}

}  // namespace tillwatch::intake
