#include "intake/appending.hpp"

#include <algorithm>
#include <tuple>

#include "base/encoding.hpp"
#include "base/ensure.hpp"
#include "intake/delivery_key.hpp"
#include "intake/sql.hpp"
#include "stores/sql.hpp"

namespace tillwatch::intake {
namespace {

/// A delivery on its way through the keys.
struct Candidate {
    const Delivery* delivery = nullptr;
    DeliveryKey key;
    KeyDigest body;
    bool id_reused = false;
    Receipt receipt = Receipt::duplicate;
};

Candidate candidate_of(const Delivery& delivery) {
    return {.delivery = &delivery,
            .key = {delivery.store_id.value, key_of(delivery.topic, delivery.webhook_id)},
            .body = shortened(delivery.content.body_sha256)};
}

/// The keys that are known: on SQLite those that wait for their table too.
class Keys {
  public:
    Keys(db::Transaction& transaction, RecentKeys* recent)
        : transaction_(transaction), recent_(recent) {}

    /// Of a key that is known, the digest of its body.
    std::optional<KeyDigest> find_body(const DeliveryKey& key) {
        if (recent_ != nullptr) return recent_->find_body(transaction_, key);
        const auto row =
            transaction_.one<sql::FindDeliveryKey>({key.store_id, text_of(key.digest)});
        if (!row) return std::nullopt;
        return shortened(row->body_digest);
    }

    /// Has those stored whose key nobody had; of each key there is one, in the order of the keys,
    /// so that two nodes cannot wait for each other.
    void claim(const std::vector<Candidate*>& firsts) {
        if (recent_ != nullptr) {
            for (auto* candidate : firsts)
                if (!find_body(candidate->key)) candidate->receipt = Receipt::stored;
            return;
        }
        std::vector<sql::ClaimDeliveryKeys::Params> rows;
        for (const auto* candidate : firsts)
            rows.push_back({candidate->key.store_id, text_of(candidate->key.digest),
                            text_of(candidate->body)});
        for (const auto& row : transaction_.batch_all<sql::ClaimDeliveryKeys>(rows)) {
            const DeliveryKey key{row.store_id, shortened(row.key_digest)};
            (*std::ranges::lower_bound(firsts, key, {}, &Candidate::key))->receipt =
                Receipt::stored;
        }
    }

  private:
    db::Transaction& transaction_;
    RecentKeys* recent_;
};

/// A delivery whose key is taken is the same again, or another body that came under that key; the
/// latter gets a key that tells its body too.
bool has_other_body(Keys& keys, Candidate& candidate, const Candidate& first) {
    const auto body = first.receipt == Receipt::stored ? first.body : keys.find_body(candidate.key);
    ENSURE(body);
    if (*body == candidate.body) return false;
    candidate.id_reused = true;
    candidate.key.digest = key_of_reused(candidate.key.digest, candidate.body);
    return true;
}

/// Takes the keys that nobody has. Answers those that need another key.
std::vector<Candidate*> claim(Keys& keys, std::vector<Candidate*> candidates) {
    // Of one key, those that came first stand first: they lie in memory as they came.
    std::ranges::sort(candidates, {}, [](const Candidate* c) { return std::tie(c->key, c); });
    std::vector<Candidate*> firsts;
    for (auto* candidate : candidates)
        if (firsts.empty() || firsts.back()->key != candidate->key) firsts.push_back(candidate);
    keys.claim(firsts);
    std::vector<Candidate*> others;
    for (auto* candidate : candidates) {
        if (candidate->receipt == Receipt::stored) continue;
        const auto& first = **std::ranges::lower_bound(firsts, candidate->key, {}, &Candidate::key);
        if (has_other_body(keys, *candidate, first)) others.push_back(candidate);
    }
    return others;
}

void append(db::Transaction& transaction, const std::vector<const Candidate*>& stored,
            RecentKeys* recent) {
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
        if (recent != nullptr) recent->add(candidate->key, delivery_id);
        ++delivery_id;
    }
    transaction.send_batch<sql::AppendDelivery>(rows);
    transaction.send_batch<sql::AppendDeliveryBody>(bodies);
    if (recent != nullptr) recent->move_some(transaction, stored.size());
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
                                std::span<const Delivery* const> deliveries, RecentKeys* recent) {
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
    Keys keys(transaction, recent);
    const auto others = claim(keys, std::move(current));
    claim(keys, others);
    std::vector<Receipt> receipts;
    std::vector<const Candidate*> stored;
    for (const auto& candidate : candidates) {
        receipts.push_back(candidate.receipt);
        if (candidate.receipt == Receipt::stored) stored.push_back(&candidate);
    }
    append(transaction, stored, recent);
    return receipts;
}

}  // namespace tillwatch::intake
