#include "intake/appending.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "intake/sql.hpp"
#include "stores/sql.hpp"

namespace tillwatch::intake {
namespace {

/// A digest of pieces that none of their neighbours can be mistaken for.
template <class... Pieces>
crypto::Digest digest_of(const Pieces&... pieces) {
    crypto::Sha256 sha;
    const auto add = [&](std::string_view piece) {
        const std::uint64_t size = piece.size();
        sha.update(std::as_bytes(std::span(&size, 1)));
        sha.update(bytes_of(piece));
    };
    (add(pieces), ...);
    return sha.finish();
}

/// Half a SHA-256 tells keys apart as well and takes half the room.
using ShortDigest = std::array<std::byte, 16>;

ShortDigest shorten(const crypto::Digest& digest) {
    ShortDigest half;
    std::ranges::copy_n(digest.begin(), half.size(), half.begin());
    return half;
}

struct Key {
    std::int64_t store_id;
    ShortDigest digest;
    auto operator<=>(const Key&) const = default;
};

/// A delivery on its way through the keys.
struct Candidate {
    const Delivery* delivery = nullptr;
    Key key;
    ShortDigest body;
    bool id_reused = false;
    Receipt receipt = Receipt::duplicate;
};

Candidate candidate_of(const Delivery& delivery) {
    return {
        .delivery = &delivery,
        .key = {delivery.store_id.value, shorten(digest_of(delivery.topic, delivery.webhook_id))},
        .body = shorten(delivery.content.body_sha256)};
}

/// A delivery whose key is taken is the same again, or another body that came under that key; the
/// latter gets a key that tells its body too.
bool has_other_body(db::Transaction& transaction, Candidate& candidate, const Candidate& first) {
    if (first.receipt == Receipt::stored) {
        if (first.body == candidate.body) return false;
    } else {
        const auto row = transaction.one<sql::FindDeliveryKey>(
            {candidate.key.store_id, text_of(candidate.key.digest)});
        ENSURE(row);
        if (row->body_digest == text_of(candidate.body)) return false;
    }
    candidate.id_reused = true;
    candidate.key.digest =
        shorten(digest_of(text_of(candidate.key.digest), text_of(candidate.body)));
    return true;
}

/// Takes the keys that nobody has, in the order of the keys, so that two nodes cannot wait for each
/// other. Answers those that need another key.
std::vector<Candidate*> claim(db::Transaction& transaction, std::vector<Candidate*> candidates) {
    // Of one key, those that came first stand first: they lie in memory as they came.
    std::ranges::sort(candidates, {}, [](const Candidate* c) { return std::tie(c->key, c); });
    std::vector<Candidate*> firsts;
    std::vector<sql::ClaimDeliveryKeys::Params> rows;
    for (auto* candidate : candidates) {
        if (!firsts.empty() && firsts.back()->key == candidate->key) continue;
        firsts.push_back(candidate);
        rows.push_back(
            {candidate->key.store_id, text_of(candidate->key.digest), text_of(candidate->body)});
    }
    const auto first_of = [&](const Key& key) {
        return *std::ranges::lower_bound(firsts, key, {}, &Candidate::key);
    };
    for (const auto& row : transaction.batch_all<sql::ClaimDeliveryKeys>(rows)) {
        Key key{row.store_id, {}};
        std::ranges::copy(bytes_of(row.key_digest), key.digest.begin());
        first_of(key)->receipt = Receipt::stored;
    }
    std::vector<Candidate*> others;
    for (auto* candidate : candidates) {
        if (candidate->receipt == Receipt::stored) continue;
        if (has_other_body(transaction, *candidate, *first_of(candidate->key)))
            others.push_back(candidate);
    }
    return others;
}

void append(db::Transaction& transaction, const std::vector<const Candidate*>& stored) {
    if (stored.empty()) return;
    const auto count = static_cast<std::int64_t>(stored.size());
    const auto reserved = transaction.one<sql::ReserveDeliveryIds>({count});
    ENSURE(reserved);
    auto delivery_id = reserved->first_id;
    std::vector<sql::AppendDelivery::Params> rows;
    std::vector<sql::AppendDeliveryBody::Params> bodies;
    for (const auto* candidate : stored) {
        const auto& delivery = *candidate->delivery;
        const auto& content = delivery.content;
        rows.push_back({.store_id = delivery.store_id.value,
                        .delivery_id = delivery_id,
                        .topic = delivery.topic,
                        .webhook_id = delivery.webhook_id,
                        .event_id = delivery.event_id,
                        .api_version = delivery.api_version,
                        .triggered_at = ms_of(delivery.triggered_at),
                        .received_at = delivery.received_at.ms,
                        .signed_by = name_of(delivery.signed_by),
                        .id_reused = candidate->id_reused ? 1 : 0,
                        .bytes = content.body_bytes,
                        .headers_bytes = content.headers_bytes,
                        .body_sha256 = text_of(content.body_sha256)});
        if (!content.packed.empty())
            bodies.push_back({.store_id = delivery.store_id.value,
                              .delivery_id = delivery_id,
                              .encoding = content.encoding,
                              .content = std::string_view(content.packed)});
        ++delivery_id;
    }
    transaction.send_batch<sql::AppendDelivery>(rows);
    transaction.send_batch<sql::AppendDeliveryBody>(bodies);
}

/// Whether a store was changed since the signature was checked. On PostgreSQL another node may have
/// done it; on SQLite the one process knows that itself.
std::vector<bool> find_outdated(db::Transaction& transaction,
                                std::span<const Delivery* const> deliveries) {
    std::vector<bool> outdated(deliveries.size(), false);
    if (transaction.engine() == db::Engine::sqlite) return outdated;
    const auto row = transaction.one<stores::sql::FindGeneration>({});
    ENSURE(row);
    for (std::size_t i = 0; i < deliveries.size(); ++i)
        outdated[i] = deliveries[i]->generation != static_cast<std::uint64_t>(row->generation);
    return outdated;
}

}  // namespace

std::string_view name_of(SignedBy signed_by) {
    switch (signed_by) {
        case SignedBy::current: return "current";
        case SignedBy::previous: return "previous";
        case SignedBy::app: return "app";
    }
    return "current";
}

std::vector<Receipt> append_all(db::Transaction& transaction,
                                std::span<const Delivery* const> deliveries) {
    const auto outdated = find_outdated(transaction, deliveries);
    std::vector<Candidate> candidates;
    candidates.reserve(deliveries.size());
    std::vector<Candidate*> current;
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
        candidates.push_back(candidate_of(*deliveries[i]));
        if (outdated[i])
            candidates.back().receipt = Receipt::outdated;
        else
            current.push_back(&candidates.back());
    }
    const auto others = claim(transaction, std::move(current));
    claim(transaction, others);
    std::vector<Receipt> receipts;
    std::vector<const Candidate*> stored;
    for (const auto& candidate : candidates) {
        receipts.push_back(candidate.receipt);
        if (candidate.receipt == Receipt::stored) stored.push_back(&candidate);
    }
    append(transaction, stored);
    return receipts;
}

}  // namespace tillwatch::intake
