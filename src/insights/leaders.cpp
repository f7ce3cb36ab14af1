#include "insights/leaders.hpp"

#include <algorithm>
#include <array>

namespace tillwatch::insights {
namespace {

constexpr std::int32_t blocks_of_day = 4;

void keep_first(Leaders& leaders) {
    auto& rows = leaders.customers;
    if (rows.size() <= leaders_max) return;
    const auto end = rows.begin() + leaders_max;
    std::ranges::nth_element(rows, end - 1, comes_before);
    rows.erase(end, rows.end());
    leaders.whole = false;
}

void offer(Leaders& leaders, Ranked row) {
    auto& rows = leaders.customers;
    // Once they were cut, the one at leaders_max - 1 is the last of those that stay.
    if (!leaders.whole && comes_before(rows[leaders_max - 1], row)) return;
    rows.push_back(row);
    if (rows.size() == 2 * leaders_max) keep_first(leaders);
}

/// A customer's sums in the blocks that a day lies in, while the days go by; it hands on a block's
/// sum when no later day lies in it.
template <class HandOn>
class OpenBlocks {
  public:
    OpenBlocks(std::int32_t newest, HandOn hand_on) : newest_(newest), hand_on_(hand_on) {}

    void add(std::int32_t last_block, std::int64_t net_sales) {
        advance(last_block - newest_);
        for (auto& sum : sums_) sum += net_sales;
    }
    void finish() { advance(blocks_of_day); }

  private:
    void advance(std::int32_t blocks) {
        const auto closed = std::min(blocks, blocks_of_day);
        for (std::int32_t i = 0; i < closed; ++i)
            if (const auto sum = sums_[static_cast<std::size_t>(i)]; sum > 0)
                hand_on_(newest_ - blocks_of_day + 1 + i, sum);
        std::shift_left(sums_.begin(), sums_.end(), closed);
        std::fill(sums_.end() - closed, sums_.end(), 0);
        newest_ += blocks;
    }

    std::array<std::int64_t, blocks_of_day> sums_{};  // the last is of the newest block
    std::int32_t newest_;
    HandOn hand_on_;
};

}  // namespace

std::int32_t last_block_of(Day day, int block_days) {
    const auto step = block_days / blocks_of_day;
    return day.number >= 0 ? day.number / step : (day.number + 1) / step - 1;
}

const Leaders* LeadersByBlock::find(Range range) const {
    for (const auto& [block_days, first, blocks] : sizes_) {
        const auto number = last_block_of(range.from, block_days);
        const Day end{(number + blocks_of_day) * (block_days / blocks_of_day)};
        if (range.to >= end) continue;
        const auto place = std::int64_t{number} - first;
        const bool known = place >= 0 && place < std::ssize(blocks);
        return known ? &blocks[static_cast<std::size_t>(place)] : nullptr;
    }
    return nullptr;
}

std::size_t LeadersByBlock::bytes() const {
    std::size_t bytes = 0;
    for (const auto& size : sizes_)
        for (const auto& leaders : size.blocks)
            bytes += sizeof(leaders) + leaders.customers.capacity() * sizeof(Ranked);
    return bytes;
}

LeadersBuilder::LeadersBuilder(Range range) {
    for (int days = block_days_min; days <= block_days_max; days *= 2) {
        const auto first = last_block_of(range.from, days) - blocks_of_day + 1;
        const auto count = last_block_of(range.to, days) - first + 1;
        made_.sizes_.push_back(
            {days, first, std::vector<Leaders>(static_cast<std::size_t>(count))});
    }
}

void LeadersBuilder::add(CustomerId id, std::span<const Purchase> purchases) {
    if (purchases.empty()) return;
    for (auto& size : made_.sizes_) {
        OpenBlocks open(last_block_of(purchases.front().day, size.block_days),
                        [&](std::int32_t number, std::int64_t sum) {
                            offer(size.blocks[static_cast<std::size_t>(number - size.first)],
                                  {sum, id});
                        });
        for (const auto& [day, net_sales] : purchases)
            if (net_sales > 0) open.add(last_block_of(day, size.block_days), net_sales);
        open.finish();
    }
}

LeadersByBlock LeadersBuilder::take() {
    for (auto& size : made_.sizes_)
        for (auto& leaders : size.blocks) {
            keep_first(leaders);
            std::ranges::sort(leaders.customers, comes_before);
            leaders.customers.shrink_to_fit();
        }
    return std::move(made_);
}

}  // namespace tillwatch::insights
