#include "audit/reading.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "audit/sql.hpp"
#include "base/whole_number.hpp"

namespace tillwatch::audit {
namespace {

constexpr std::size_t action_bytes_max = 40;

template <class Q>
Page read(db::Transaction& transaction, std::int64_t of, const Filter& filter,
          const std::optional<Place>& before, std::int64_t limit) {
    const auto from = before.value_or(Place{});
    auto rows = transaction.all<Q>({of, filter.action, number_of(filter.actor), filter.since.ms,
                                    filter.until.ms, from.happened_at, from.event_id, limit + 1});
    Page page;
    const bool more = std::ssize(rows) > limit;
    if (more) rows.resize(static_cast<std::size_t>(limit));
    for (auto& row : rows)
        page.events.push_back({row.event_id,
                               {row.happened_at},
                               std::move(row.action),
                               id_as<StoreId>(row.store_id),
                               id_as<UserId>(row.actor_id),
                               std::move(row.actor_name),
                               std::move(row.actor_email),
                               id_as<ApiKeyId>(row.api_key_id),
                               std::move(row.address),
                               std::move(row.subject),
                               std::move(row.details)});
    if (more) page.next = Place{page.events.back().happened_at.ms, page.events.back().id};
    return page;
}

}  // namespace

std::string text_of(const Place& place) {
    return fmt::format("{} {}", place.happened_at, place.event_id);
}

std::optional<Place> parse_place(std::string_view text) {
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const auto happened_at = parse_whole_number(text.substr(0, blank));
    const auto event_id = parse_whole_number(text.substr(blank + 1));
    if (!happened_at || !event_id) return std::nullopt;
    return Place{*happened_at, *event_id};
}

Result<std::string> parse_action(std::string_view text) {
    const bool is_action =
        !text.empty() && text.size() <= action_bytes_max && std::ranges::all_of(text, [](char c) {
            return (c >= 'a' && c <= 'z') || c == '_' || c == '.';
        });
    if (is_action) return std::string(text);
    return fail(Code::invalid, "is not an action such as member.removed");
}

Page read_of_store(db::Transaction& transaction, StoreId store_id, const Filter& filter,
                   const std::optional<Place>& before, std::int64_t limit) {
    return read<sql::ListEventsOfStore>(transaction, store_id.value, filter, before, limit);
}

Page read_of_account(db::Transaction& transaction, UserId account_id, const Filter& filter,
                     const std::optional<Place>& before, std::int64_t limit) {
    return read<sql::ListEventsOfAccount>(transaction, account_id.value, filter, before, limit);
}

}  // namespace tillwatch::audit
