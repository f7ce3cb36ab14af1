#include "ledger/timelines.hpp"

#include <algorithm>
#include <chrono>

namespace tillwatch::ledger {
namespace {

/// Rounded down, before 1970 too, so that every block has the same length.
std::int32_t block_of(std::int32_t day) {
    const auto block = day / repeat_block_days;
    return day % repeat_block_days < 0 ? block - 1 : block;
}

void add_repeat(RepeatDeltas& repeats, std::int32_t before, std::int32_t day, int sign) {
    repeats[{Grain::days, before, day}] += sign;
    repeats[{Grain::day_blocks, before, block_of(day)}] += sign;
    repeats[{Grain::before_blocks, block_of(before), day}] += sign;
    repeats[{Grain::both_blocks, block_of(before), block_of(day)}] += sign;
}

}  // namespace

std::int32_t month_of(Day day) {
    const std::chrono::year_month_day civil{std::chrono::sys_days{std::chrono::days{day.number}}};
    const auto month = static_cast<std::int32_t>(static_cast<unsigned>(civil.month()));
    return (static_cast<int>(civil.year()) - 1970) * 12 + month - 1;
}

CustomerMeasures& CustomerMeasures::operator+=(const CustomerMeasures& other) {
    orders += other.orders;
    net_sales += other.net_sales;
    total_sales += other.total_sales;
    return *this;
}

void add_customer_days(CustomerDayDeltas& deltas, const OrderEntry& order, int sign) {
    if (!order.customer_id) return;
    const auto add = [&](Day day, const CustomerMeasures& measures) {
        if (measures != CustomerMeasures{}) deltas[{*order.customer_id, day}] += measures;
    };
    if (counts_as_order(order.sales)) add(order.day, {.orders = sign});
    for (auto row = order.sales.begin(); row != order.sales.end();) {
        const auto day = row->day;
        Measures sum;
        for (; row != order.sales.end() && row->day == day; ++row) sum += measures_of(*row);
        add(day, {.net_sales = sign * sum.net_sales(), .total_sales = sign * sum.total_sales()});
    }
}

void add_timeline(RepeatDeltas& repeats, CohortDeltas& cohorts, const std::vector<Place>& places,
                  int sign) {
    if (places.empty()) return;
    std::vector<Day> days;
    for (const auto& place : places) days.push_back(place.day);
    // Clocks that are put back over midnight show a later instant an earlier day.
    std::ranges::sort(days);
    for (std::size_t i = 1; i < days.size(); ++i)
        add_repeat(repeats, days[i - 1].number, days[i].number, sign);
    const auto first_month = month_of(days.front());
    std::optional<std::int32_t> counted;
    for (const auto day : days) {
        const auto month = month_of(day);
        if (counted != month) cohorts[{first_month, month}] += sign;
        counted = month;
    }
}

std::vector<RepeatSpan> spans_of(Day from, Day to) {
    if (from > to) return {};
    const auto first_block = block_of(from.number - 1) + 1;
    const auto last_block = block_of(to.number + 1) - 1;
    if (first_block > last_block)
        return {{Grain::days, from.number, to.number, from.number, to.number}};
    const auto head = first_block * repeat_block_days - 1;   // its last day
    const auto tail = (last_block + 1) * repeat_block_days;  // its first day
    std::vector<RepeatSpan> spans;
    const bool has_head = from.number <= head;
    const bool has_tail = tail <= to.number;
    if (has_head) {
        spans.push_back({Grain::days, from.number, head, from.number, head});
        spans.push_back({Grain::day_blocks, from.number, head, first_block, last_block});
    }
    if (has_head && has_tail) spans.push_back({Grain::days, from.number, head, tail, to.number});
    spans.push_back({Grain::both_blocks, first_block, last_block, first_block, last_block});
    if (has_tail) {
        spans.push_back({Grain::before_blocks, first_block, last_block, tail, to.number});
        spans.push_back({Grain::days, tail, to.number, tail, to.number});
    }
    return spans;
}

}  // namespace tillwatch::ledger
