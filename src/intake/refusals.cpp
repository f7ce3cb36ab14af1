#include "intake/refusals.hpp"

#include <algorithm>

namespace tillwatch::intake {

std::string_view text_of(Reason reason) {
    switch (reason) {
        case Reason::signature: return "signature";
        case Reason::other_shop: return "other_shop";
        case Reason::other_address: return "other_address";
        case Reason::headers: return "headers";
    }
    return "";
}

void Refusals::note(std::string_view key, std::string_view shop, Fault fault, Instant now) {
    const std::lock_guard lock(mutex_);
    // Longer than any address of ours: what is left says so as well.
    constexpr std::size_t key_characters_max = 64;
    auto& seen = seen_[{std::string(key.substr(0, key_characters_max)), std::string(shop), fault}];
    ++seen.count;
    seen.last_at = now;
    if (seen_.size() > refusals_max) forget_half();
}

/// So that a flood of made-up names costs each of them next to nothing.
void Refusals::forget_half() {
    std::vector<Instant> times;
    for (const auto& [place, seen] : seen_) times.push_back(seen.last_at);
    const auto middle = times.begin() + std::ssize(times) / 2;
    std::ranges::nth_element(times, middle);
    std::erase_if(seen_, [&](const auto& entry) { return entry.second.last_at <= *middle; });
}

std::vector<Refusal> Refusals::list(std::string_view key, std::string_view domain) const {
    std::vector<Refusal> found;
    const std::lock_guard lock(mutex_);
    for (const auto& [place, seen] : seen_) {
        if (place.key != key && place.shop != domain) continue;
        auto reason = place.fault == Fault::headers ? Reason::headers : Reason::signature;
        if (!place.shop.empty() && place.shop != domain) reason = Reason::other_shop;
        if (!place.key.empty() && place.key != key) reason = Reason::other_address;
        found.push_back({reason, place.shop, seen.count, seen.last_at});
    }
    std::ranges::sort(found, std::greater{}, &Refusal::last_at);
    return found;
}

}  // namespace tillwatch::intake
