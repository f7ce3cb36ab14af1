// How often one party may knock: 30 times at once, then once every two seconds, counted by IPv4
// address or IPv6 network (/64). In memory, for this process. What turns out to be rightful is
// given back. Thread-safe.
#pragma once

#include <mutex>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/network.hpp"

namespace tillwatch::accounts {

class AddressLimit {
  public:
    static constexpr std::int64_t per_minute = 30;
    static constexpr std::size_t parties_max = 100'000;  // beyond it those that are full again go

    explicit AddressLimit(const Clock& clock) : clock_(clock) {}

    /// TryAgain if this party has knocked too often.
    void take(const IpAddress& address);
    void give_back(const IpAddress& address);

  private:
    static constexpr std::int64_t ms_each = 60'000 / per_minute;

    const Clock& clock_;
    std::mutex mutex_;
    /// When all of its knocks will be there again; a past one is as none.
    std::unordered_map<IpAddress, std::int64_t> full_at_;
};

}  // namespace tillwatch::accounts
