#include "intake/webhook_keys.hpp"

#include "base/encoding.hpp"

namespace tillwatch::intake {

bool StoreKeys::sign(std::string_view body, std::span<const std::byte> signature,
                     Instant now) const {
    if (current.verifies(bytes_of(body), signature)) return true;
    return previous && now < previous_until && previous->verifies(bytes_of(body), signature);
}

std::shared_ptr<const StoreKeys> WebhookKeys::find_cached(std::string_view domain) {
    const std::lock_guard lock(mutex_);
    const auto found = cache_.find(std::string(domain));
    if (found == cache_.end()) return nullptr;
    const auto age = std::chrono::steady_clock::now() - found->second->loaded;
    if (found->second->generation == stores_.generation() && age < trusted_time)
        return found->second;
    cache_.erase(found);
    return nullptr;
}

std::shared_ptr<const StoreKeys> WebhookKeys::load(const std::string& domain) {
    const auto generation = stores_.generation();
    const auto store = stores_.find(domain);
    if (!store) return nullptr;
    const auto secrets = stores_.get_webhook_secrets(store->id);
    std::optional<crypto::HmacKey> previous;
    if (secrets.previous) previous.emplace(bytes_of(secrets.previous->reveal()));
    const auto keys = std::make_shared<const StoreKeys>(StoreKeys{
        store->id, crypto::HmacKey(bytes_of(secrets.current.reveal())), std::move(previous),
        secrets.previous_until, generation, std::chrono::steady_clock::now()});
    const std::lock_guard lock(mutex_);
    if (cache_.size() >= cached_stores_max) cache_.clear();
    cache_.insert_or_assign(domain, keys);
    return keys;
}

bool WebhookKeys::may_be_outdated(const StoreKeys& keys) {
    return std::chrono::steady_clock::now() - keys.loaded > std::chrono::seconds(1);
}

}  // namespace tillwatch::intake
