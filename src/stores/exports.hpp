// Downloads of a store's rows: how many one person may have in progress at once.
#pragma once

#include <memory>

#include "base/try_again.hpp"
#include "http/slots.hpp"
#include "stores/stores.hpp"

namespace tillwatch::stores {

inline constexpr std::size_t exports_max = 2;  // of one person

/// In progress until it goes. TryAgain where the person has as many already.
inline std::shared_ptr<void> take_export(http::Slots& exports, const Membership& member) {
    constexpr std::int64_t try_again_after_s = 5;
    auto slot = exports.take(member.caller.user_id.value);
    if (!slot) throw TryAgain(try_again_after_s, "two exports are in progress already");
    return slot;
}

}  // namespace tillwatch::stores
