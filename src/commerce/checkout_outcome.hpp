// What became of a checkout (docs/metrics.md), by what is stored beside it: when Shopify says it
// was completed, when the earliest order with its token was made, and whether the buyer is
// reachable. insights/sql/count_checkouts.sql counts by the same rule. Pure.
#pragma once

#include <cstdint>
#include <optional>

#include "base/instant.hpp"

namespace tillwatch::commerce {

/// How long a buyer has to complete a checkout before it counts as abandoned.
inline constexpr std::int64_t abandoned_after_ms = 3'600'000;

enum class CheckoutState { open, completed, abandoned };

struct CheckoutCourse {
    Instant created_at;
    std::optional<std::int64_t> completed_at;  // as Shopify says, else by an order, in ms
    bool reachable = false;                    // the buyer left an e-mail address or phone number
};

/// What a checkout is counted under; one may be under several.
enum class CheckoutFigure { started, completed, abandoned, recovered };

/// As of `now`.
inline bool counts_as(CheckoutFigure figure, const CheckoutCourse& course, Instant now) {
    const auto left_alone_ms = course.completed_at.value_or(now.ms) - course.created_at.ms;
    const bool abandoned = course.reachable && left_alone_ms > abandoned_after_ms;
    switch (figure) {
        case CheckoutFigure::started: return true;
        case CheckoutFigure::completed: return course.completed_at.has_value();
        case CheckoutFigure::abandoned: return abandoned;
        case CheckoutFigure::recovered: return abandoned && course.completed_at;
    }
    return false;
}

/// As of `now`. One that was completed after it had been abandoned is completed.
inline CheckoutState state_of(const CheckoutCourse& course, Instant now) {
    if (course.completed_at) return CheckoutState::completed;
    return counts_as(CheckoutFigure::abandoned, course, now) ? CheckoutState::abandoned
                                                             : CheckoutState::open;
}

}  // namespace tillwatch::commerce
