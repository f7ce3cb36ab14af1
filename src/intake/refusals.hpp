// What the webhook edge refused of late, so that who connects a store is told why nothing comes. It
// is kept as it came, by the address and the shop that it named, both of which anybody can make up:
// a store is told of what came to its own address or named its own shop, and nothing else. In
// memory, for this process; the older half goes when there are too many. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"

namespace tillwatch::intake {

inline constexpr std::size_t refusals_max = 1'000;

/// Why a store did not get a delivery.
enum class Reason {
    signature,      // signed with another secret, or not at all
    other_shop,     // came to the store's address and names another shop
    other_address,  // names the store's shop and came to another address
    headers         // lacks a header that every delivery has, or has it twice
};
std::string_view text_of(Reason reason);

struct Refusal {
    Reason reason = Reason::signature;
    std::string shop;  // the domain it names; empty: none
    std::int64_t count = 0;
    Instant last_at;
};

class Refusals {
  public:
    /// Whether the signature or the headers were at fault.
    enum class Fault { signature, headers };

    /// `key`: the last part of the address, empty for the one of all stores.
    void note(std::string_view key, std::string_view shop, Fault fault, Instant now);

    /// Those of the store with this key and domain, the newest first.
    std::vector<Refusal> list(std::string_view key, std::string_view domain) const;

  private:
    struct Place {
        std::string key;
        std::string shop;
        Fault fault;
        auto operator<=>(const Place&) const = default;
    };
    struct Seen {
        std::int64_t count = 0;
        Instant last_at;
    };

    void forget_half();

    mutable std::mutex mutex_;
    std::map<Place, Seen> seen_;
};

}  // namespace tillwatch::intake
