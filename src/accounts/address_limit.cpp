#include "accounts/address_limit.hpp"

#include <algorithm>

#include "base/try_again.hpp"

namespace tillwatch::accounts {

void AddressLimit::take(const IpAddress& address) {
    const auto now = clock_.now().ms;
    const std::lock_guard lock(mutex_);
    if (full_at_.size() >= parties_max)
        std::erase_if(full_at_, [now](const auto& party) { return party.second <= now; });
    auto& full_at = full_at_[address.holder()];
    // A clock that was set back holds nobody up for longer than a minute.
    full_at = std::clamp(full_at, now, now + per_minute * ms_each);
    const auto wait_ms = full_at + ms_each - (now + per_minute * ms_each);
    if (wait_ms > 0) throw TryAgain((wait_ms + 999) / 1'000, "too many requests from your network");
    full_at += ms_each;
}

void AddressLimit::give_back(const IpAddress& address) {
    const std::lock_guard lock(mutex_);
    if (const auto found = full_at_.find(address.holder()); found != full_at_.end())
        found->second -= ms_each;
}

}  // namespace tillwatch::accounts
