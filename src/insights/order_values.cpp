#include "insights/order_values.hpp"

#include <algorithm>
#include <cstdlib>

#include "insights/sql.hpp"
#include "insights/writing.hpp"

namespace tillwatch::insights {
namespace {

constexpr std::int64_t narrowest_part = 100;  // of what the buckets reach up to
constexpr std::size_t most_per_cent = 95;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

/// The value at a place of the sorted ones; reorders them.
std::int64_t nth(std::vector<std::int64_t>& values, std::size_t place) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::ranges::nth_element(values, at);
    return *at;
}

/// The least that so many per cent of the values do not pass.
std::int64_t percentile(std::vector<std::int64_t>& values, std::size_t per_cent) {
    return nth(values, (values.size() * per_cent + 99) / 100 - 1);
}

std::int64_t median(std::vector<std::int64_t>& values) {
    const auto middle = values.size() / 2;
    const auto upper = nth(values, middle);
    if (values.size() % 2 != 0) return upper;
    return share(Money{nth(values, middle - 1) + upper}, 1, 2).minor;
}

/// How wide buckets are, and which of them there are, numbered from zero upwards.
struct Scale {
    std::int64_t step = 1;
    std::int64_t first = 0;
    std::int64_t last = 0;
};

Scale scale_to(std::int64_t least, std::int64_t greatest) {
    const auto step_min = std::max(std::abs(least), std::abs(greatest)) / narrowest_part;
    std::int64_t unit = 1;
    for (;; unit *= 10)
        for (const std::int64_t digit : {1, 2, 5}) {
            const auto step = unit * digit;
            const Scale scale{step, floor_div(least, step), floor_div(greatest, step)};
            if (step >= step_min && scale.last - scale.first < value_buckets_max) return scale;
        }
}

Scale scale_of(std::vector<std::int64_t>& values) {
    const auto [least, greatest] = std::ranges::minmax(values);
    const auto most = scale_to(least, percentile(values, most_per_cent));
    return floor_div(greatest, most.step) - most.first < value_buckets_max
               ? Scale{most.step, most.first, floor_div(greatest, most.step)}
               : most;
}

}  // namespace

OrderValues distribution_of(std::vector<std::int64_t> values) {
    OrderValues found;
    if (values.empty()) return found;
    found.orders = std::ssize(values);
    found.median = Money{median(values)};
    found.p90 = Money{percentile(values, 90)};
    const auto [step, first, last] = scale_of(values);
    for (auto bucket = first; bucket <= last; ++bucket)
        found.buckets.push_back({{bucket * step}, Money{(bucket + 1) * step}, 0});
    ValueBucket above{{(last + 1) * step}, {}, 0};
    for (const auto value : values) {
        const auto bucket = floor_div(value, step);
        auto& holder =
            bucket > last ? above : found.buckets[static_cast<std::size_t>(bucket - first)];
        ++holder.orders;
    }
    if (above.orders != 0) found.buckets.push_back(above);
    return found;
}

OrderValues read_order_values(db::Transaction& transaction, StoreId store_id, Range range) {
    std::vector<std::int64_t> values;
    transaction.each<sql::ListOrderValues>(
        {store_id.value, range.from.number, range.to.number},
        [&](const sql::ListOrderValues::Row& row) { values.push_back(row.order_value); });
    return distribution_of(std::move(values));
}

std::string order_values_json(const stores::Store& store, Range range, const OrderValues& values) {
    const auto text = [&](const std::optional<Money>& amount) {
        return amount ? std::optional(amount->text(store.currency)) : std::nullopt;
    };
    json::Writer out;
    out.begin_object();
    write_store(out, store);
    write_range(out, range);
    out.member("orders", values.orders).member("median", text(values.median));
    out.member("p90", text(values.p90)).key("buckets").begin_array();
    for (const auto& [from, to, orders] : values.buckets) {
        out.begin_object().member("from", text(from)).member("to", text(to));
        out.member("orders", orders).end_object();
    }
    out.end_array().end_object();
    return out.take();
}

}  // namespace tillwatch::insights
