#include "intake/webhook_keys.hpp"

#include "base/encoding.hpp"

namespace tillwatch::intake {

std::optional<SignedBy> StoreKeys::find_signer(std::string_view body,
                                               std::span<const std::byte> signature,
                                               Instant now) const {
    if (current.verifies(bytes_of(body), signature)) return SignedBy::current;
    if (previous && now < previous_until && previous->verifies(bytes_of(body), signature))
        return SignedBy::previous;
    return std::nullopt;
}

WebhookKeys::Found WebhookKeys::find(const std::string& domain) {
    const auto generation = stores_.known_generation();
    const std::lock_guard lock(mutex_);
    const bool current = generation && *generation == generation_;
    if (generation && !current) return {};
    if (const auto found = keys_.find(domain); found != keys_.end())
        return {found->second, current, found->second->generation};
    return {nullptr, current && !domains_.contains(domain), generation_};
}

WebhookKeys::Found WebhookKeys::get_current(const std::string& domain, Moment asked) {
    const std::lock_guard asking(asking_);
    for (;;) {
        if (checked_ < asked) bring_up_to_date();
        {
            const std::lock_guard lock(mutex_);
            if (const auto found = keys_.find(domain); found != keys_.end())
                return {found->second, true, found->second->generation};
            if (!domains_.contains(domain)) return {nullptr, true, generation_};
        }
        if (auto keys = load(domain)) return {keys, true, keys->generation};
        checked_ = {};  // a store was changed between the two questions
    }
}

/// One question serves all who asked before it began.
void WebhookKeys::bring_up_to_date() {
    const auto begun = std::chrono::steady_clock::now();
    if (stores_.generation() != generation_) {
        auto domains = stores_.list_domains();
        const std::lock_guard lock(mutex_);
        generation_ = domains.generation;
        keys_.clear();
        domains_ = {std::make_move_iterator(domains.connected.begin()),
                    std::make_move_iterator(domains.connected.end())};
    }
    checked_ = begun;
}

/// Null if it was read under another generation than the domains were.
WebhookKeys::Keys WebhookKeys::load(const std::string& domain) {
    const auto signers = stores_.find_signers(domain);
    if (signers.generation != generation_ || !signers.store_id) return nullptr;
    std::optional<crypto::HmacKey> previous;
    if (signers.previous) previous.emplace(bytes_of(signers.previous->reveal()));
    auto keys = std::make_shared<const StoreKeys>(StoreKeys{
        *signers.store_id, signers.generation, crypto::HmacKey(bytes_of(signers.current->reveal())),
        std::move(previous), signers.previous_until, stores_.webhook_key(*signers.store_id)});
    const std::lock_guard lock(mutex_);
    if (keys_.size() >= cached_keys_max) keys_.clear();
    keys_.insert_or_assign(domain, keys);
    return keys;
}

}  // namespace tillwatch::intake
