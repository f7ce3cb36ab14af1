#include "insights/checkouts.hpp"

#include <fmt/format.h>

#include "commerce/checkout_outcome.hpp"
#include "insights/sql.hpp"
#include "insights/writing.hpp"

namespace tillwatch::insights {
namespace {

constexpr std::int64_t ms_of_minute = 60'000;

std::vector<DayCheckouts> read_days(db::Transaction& transaction, const stores::Store& store,
                                    Range range, Instant now) {
    std::vector<DayCheckouts> days;
    std::vector<sql::CountCheckouts::Params> params;
    auto since = store.zone.start_of(range.from);
    for (auto day = range.from; day <= range.to; day = day + 1) {
        const auto until = store.zone.start_of(day + 1);
        params.push_back(
            {store.id.value, since.ms, until.ms, now.ms, commerce::abandoned_after_ms});
        days.push_back({day, {}});
        since = until;
    }
    const auto rows = transaction.batch_all<sql::CountCheckouts>(params);
    for (std::size_t i = 0; i < rows.size(); ++i)
        days[i].counts = {rows[i].started, rows[i].completed, rows[i].abandoned, rows[i].recovered};
    return days;
}

CheckoutCounts sum_of(const std::vector<DayCheckouts>& days) {
    CheckoutCounts sum;
    for (const auto& day : days) sum += day.counts;
    return sum;
}

void write_counts(json::Writer& out, const CheckoutCounts& counts) {
    out.member("started", counts.started).member("completed", counts.completed);
    out.member("abandoned", counts.abandoned).member("recovered", counts.recovered);
}

void write_totals(json::Writer& out, const CheckoutCounts& totals) {
    out.key("totals").begin_object();
    write_counts(out, totals);
    out.member("abandonment_rate", abandonment_rate(totals)).end_object();
}

}  // namespace

CheckoutCounts& CheckoutCounts::operator+=(const CheckoutCounts& other) {
    started += other.started;
    completed += other.completed;
    abandoned += other.abandoned;
    recovered += other.recovered;
    return *this;
}

std::optional<std::string> abandonment_rate(const CheckoutCounts& counts) {
    constexpr std::int64_t whole = 10'000;
    if (counts.started == 0) return std::nullopt;
    const auto rate = share(Money{whole}, counts.abandoned, counts.started).minor;
    return fmt::format("{}.{:04}", rate / whole, rate % whole);
}

Checkouts read_checkouts(db::Transaction& transaction, const stores::Store& store, Range range,
                         Compare compare, Instant now) {
    Checkouts checkouts{range, {}, {}, read_days(transaction, store, range, now)};
    checkouts.totals = sum_of(checkouts.days);
    if (const auto previous = compared_range(range, compare))
        checkouts.previous = {*previous, sum_of(read_days(transaction, store, *previous, now))};
    return checkouts;
}

std::string checkouts_json(const stores::Store& store, const Checkouts& checkouts) {
    json::Writer out;
    out.begin_object();
    write_store(out, store);
    write_range(out, checkouts.range);
    out.member("abandoned_after_minutes", commerce::abandoned_after_ms / ms_of_minute);
    write_totals(out, checkouts.totals);
    out.key("previous");
    if (checkouts.previous) {
        out.begin_object();
        write_range(out, checkouts.previous->first);
        write_totals(out, checkouts.previous->second);
        out.end_object();
    } else {
        out.value(nullptr);
    }
    out.key("checkouts_by_date").begin_array();
    for (const auto& [day, counts] : checkouts.days) {
        out.begin_object().member("date", day.text());
        write_counts(out, counts);
        out.end_object();
    }
    out.end_array().end_object();
    return out.take();
}

}  // namespace tillwatch::insights
