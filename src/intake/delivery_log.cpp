#include "intake/delivery_log.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"
#include "intake/sql.hpp"

namespace tillwatch::intake {
namespace {

constexpr std::int64_t scan_step_max = 16'384;
constexpr std::size_t topic_bytes_max = 255;

constexpr std::array states{DeliveryState::pending, DeliveryState::applied, DeliveryState::failed,
                            DeliveryState::ignored, DeliveryState::duplicate};

DeliveryState state_of(std::string_view name) {
    return parse_delivery_state(name).value_or(DeliveryState::failed);
}

LoggedDelivery delivery_of(sql::ListDeliveries::Row&& row) {
    std::optional<Instant> triggered_at;
    if (row.triggered_at) triggered_at = Instant{*row.triggered_at};
    return {.id = {row.delivery_id},
            .topic = std::move(row.topic),
            .webhook_id = std::move(row.webhook_id),
            .event_id = std::move(row.event_id),
            .triggered_at = triggered_at,
            .received_at = {row.received_at},
            .state = state_of(row.state),
            .reason = std::move(row.reason),
            .bytes = row.bytes};
}

sql::ListDeliveries::Params params_of(StoreId store_id, const DeliveryFilter& filter) {
    sql::ListDeliveries::Params params{.store_id = store_id.value};
    if (filter.state) params.state = name_of(*filter.state);
    if (filter.topic) params.topic = *filter.topic;
    if (filter.search) params.search = *filter.search;
    params.since = filter.since.ms;
    params.until = filter.until.ms;
    return params;
}

/// The first id that was received at an instant or later, as far as ids follow time.
std::int64_t first_id_since(db::Transaction& transaction, StoreId store_id, Instant instant) {
    std::int64_t low = 0;
    auto high = transaction.one<sql::FindNewestDelivery>({store_id.value})->delivery_id + 1;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const auto row = transaction.one<sql::FirstDeliveryFrom>({store_id.value, middle});
        if (!row || row->received_at >= instant.ms)
            high = middle;
        else
            low = row->delivery_id + 1;
    }
    return low;
}

}  // namespace

std::string_view name_of(DeliveryState state) {
    switch (state) {
        case DeliveryState::pending: return "pending";
        case DeliveryState::applied: return "applied";
        case DeliveryState::failed: return "failed";
        case DeliveryState::ignored: return "ignored";
        case DeliveryState::duplicate: return "duplicate";
    }
    return "failed";
}

Result<DeliveryState> parse_delivery_state(std::string_view text) {
    const auto found = std::ranges::find(states, text, [](DeliveryState s) { return name_of(s); });
    if (found != states.end()) return *found;
    return fail(Code::invalid, "is not pending, applied, failed, ignored or duplicate");
}

Result<std::string> parse_topic(std::string_view text) {
    const bool printable = std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
    if (!text.empty() && text.size() <= topic_bytes_max && printable) return std::string(text);
    return fail(Code::invalid, "is not a topic like orders/create");
}

IdRange DeliveryLog::range_of(StoreId store_id, const DeliveryFilter& filter) {
    constexpr DeliveryFilter any;
    IdRange range;
    if (filter.since == any.since && filter.until == any.until) return range;
    state_.read([&](db::Transaction& transaction) {
        if (filter.since != any.since)
            range.after =
                first_id_since(transaction, store_id, {filter.since.ms - clocks_differ_ms_max}) - 1;
        if (filter.until != any.until)
            range.before =
                first_id_since(transaction, store_id, {filter.until.ms + clocks_differ_ms_max});
    });
    return range;
}

DeliveryPage DeliveryLog::list(StoreId store_id, const DeliveryFilter& filter,
                               std::optional<DeliveryId> before, std::int64_t limit) {
    const auto range = range_of(store_id, filter);
    auto params = params_of(store_id, filter);
    params.after = range.after;
    params.before = before ? std::min(before->value, range.before) : range.before;
    params.scan = limit + 1;
    return state_.read([&](db::Transaction& transaction) {
        DeliveryPage page;
        auto step = params;
        for (std::int64_t scanned = 0; scanned < page_scanned_max; scanned += step.scan) {
            auto rows = transaction.all<sql::ListDeliveries>(step);
            if (rows.empty()) return page;
            for (auto& row : rows) {
                if (row.matches == 0) continue;
                if (std::ssize(page.items) == limit) {
                    page.next = page.items.back().id;
                    return page;
                }
                page.items.push_back(delivery_of(std::move(row)));
            }
            step.before = rows.back().delivery_id;
            step.scan = std::min(step.scan * 4, scan_step_max);
        }
        page.next = DeliveryId{step.before};
        return page;
    });
}

std::optional<LoggedDelivery> DeliveryLog::find(StoreId store_id, DeliveryId id) {
    auto params = params_of(store_id, {});
    params.after = id.value - 1;
    params.before = id.value == std::numeric_limits<std::int64_t>::max() ? id.value : id.value + 1;
    params.scan = 1;
    auto row = state_.read(
        [&](db::Transaction& transaction) { return transaction.one<sql::ListDeliveries>(params); });
    if (!row) return std::nullopt;
    return delivery_of(*std::move(row));
}

std::optional<KeptContent> DeliveryLog::find_content(StoreId store_id, DeliveryId id) {
    auto row = state_.read([&](db::Transaction& transaction) {
        return transaction.one<sql::FindDeliveryContent>({store_id.value, id.value});
    });
    if (!row) return std::nullopt;
    KeptContent kept{std::move(row->signed_by), std::move(row->body_sha256), std::nullopt};
    if (row->encoding)
        kept.unpacked = unpack(*row->encoding, *row->content, row->headers_bytes, kept.body_sha256);
    return kept;
}

std::int64_t DeliveryLog::count_pending(StoreId store_id) {
    return state_.read(
        [&](db::Transaction& transaction) { return count_pending(transaction, store_id); });
}

std::int64_t DeliveryLog::count_pending(db::Transaction& transaction, StoreId store_id) {
    return pending_.count(transaction, store_id);
}

DeliveryLog::Backlog DeliveryLog::read_backlog() {
    const auto row = state_.read(
        [](db::Transaction& transaction) { return transaction.one<sql::ReadBacklog>({}); });
    ENSURE(row);
    Backlog backlog{.deliveries = row->deliveries, .oldest = std::nullopt};
    if (row->oldest) backlog.oldest = Instant{*row->oldest};
    return backlog;
}

}  // namespace tillwatch::intake
