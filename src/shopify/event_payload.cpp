#include "shopify/event_payload.hpp"

#include <bit>

#include <fmt/format.h>

#include "base/time_zone.hpp"
#include "shopify/order_parts.hpp"
#include "shopify/rejections.hpp"
#include "shopify/spelling.hpp"

namespace tillwatch::shopify {
namespace {

using commerce::Deletion;
using commerce::EditedUnits;
using commerce::OrderEdit;
using commerce::ShopChange;

std::vector<EditedUnits> read_edited_units(const Fields& lines, std::string_view list) {
    std::vector<EditedUnits> edited;
    lines.each(list, [&](const Fields& entry) {
        const LineItemId id{entry.id("id").value_or(0)};
        if (id.value == 0) entry.refuse("id", "is missing");
        const auto units = needed(entry, "delta", entry.quantity("delta"));
        if (units > 0) edited.push_back({id, units});
    });
    return edited;
}

OrderEdit read_edit(const Fields& fields) {
    OrderEdit edit;
    edit.id = {fields.id("id").value_or(0)};
    if (edit.id.value == 0) fields.refuse("id", "is missing");
    edit.order_id = {fields.id("order_id").value_or(0)};
    if (edit.order_id.value == 0) fields.refuse("order_id", "is missing");
    const auto committed_at = fields.instant("committed_at");
    if (!committed_at) fields.refuse("committed_at", "is missing");
    edit.committed_at = committed_at.value_or(Instant{});
    if (const auto lines = fields.object("line_items")) {
        edit.additions = read_edited_units(*lines, "additions");
        edit.removals = read_edited_units(*lines, "removals");
    }
    return edit;
}

/// A 64-bit hash (FNV-1a) of what a change says.
std::int64_t hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 1099511628211ULL;
    return std::bit_cast<std::int64_t>(hash);
}

Parsed finish_shop(ShopChange change, const Fields& fields, std::optional<Instant> triggered_at,
                   const Reading& reading) {
    change.version = {
        .updated_at = fields.instant("updated_at").value_or(triggered_at.value_or(Instant{})),
        .triggered_at = triggered_at,
        .content_hash = hash_of(fmt::format("{}\n{}\n{}", change.name.value_or(""),
                                            change.timezone.value_or(""), change.uninstalled))};
    Snapshots found;
    found.shop_changes.push_back(std::move(change));
    return finish(std::move(found), reading);
}

}  // namespace

Parsed read_order_edit(const Fields& fields, std::optional<Instant> triggered_at,
                       const Reading& reading) {
    const auto body = fields.object("order_edit");
    if (!body) return failed("order_edit is missing");
    commerce::OrderEditSighting sighting{.edit = read_edit(*body), .version = {}};
    sighting.version = {.updated_at = sighting.edit.committed_at,
                        .triggered_at = triggered_at,
                        .content_hash = content_hash(sighting.edit)};
    Snapshots found;
    found.edits.push_back(std::move(sighting));
    return finish(std::move(found), reading);
}

Parsed read_customer_merge(const Fields& fields, std::optional<Instant> triggered_at,
                           const Reading& reading) {
    const auto status = lower(fields.text("status").value_or(""));
    if (status != "completed" && status != "success")
        return ignored("a merge that is not completed");
    const auto kept = fields.global_id("admin_graphql_api_customer_kept_id").value_or(0);
    const auto merged = fields.global_id("admin_graphql_api_customer_deleted_id").value_or(0);
    if (merged == 0) fields.refuse("admin_graphql_api_customer_deleted_id", "is missing");
    if (kept == merged) fields.refuse("admin_graphql_api_customer_deleted_id", "is the one kept");
    Snapshots found;
    found.merges.push_back(
        {.kept = {kept},
         .merged = {merged},
         .version = {.updated_at = triggered_at.value_or(Instant{}),
                     .triggered_at = triggered_at,
                     .content_hash = hash_of(fmt::format("{} {}", kept, merged))}});
    return finish(std::move(found), reading);
}

Parsed read_deletion(Deletion::Kind kind, const Fields& fields, const Reading& reading) {
    Deletion deletion{.kind = kind, .id = fields.id("id").value_or(0), .token = {}};
    if (kind == Deletion::Kind::checkout) {
        deletion.token = fields.text("token").value_or("");
        if (deletion.token.empty()) return ignored("no token, by which alone a checkout is known");
    } else if (deletion.id == 0) {
        fields.refuse("id", "is missing");
    }
    Snapshots found;
    found.deletions.push_back(std::move(deletion));
    return finish(std::move(found), reading);
}

Parsed read_shop(const Fields& fields, std::optional<Instant> triggered_at,
                 const Reading& reading) {
    ShopChange change;
    change.name = fields.filled_text("name");
    change.timezone = fields.filled_text("iana_timezone");
    if (change.timezone && !TimeZone::find(*change.timezone))
        fields.refuse("iana_timezone", "is not a known time zone");
    return finish_shop(std::move(change), fields, triggered_at, reading);
}

Parsed read_uninstalled_shop(const Fields& fields, std::optional<Instant> triggered_at,
                             const Reading& reading) {
    ShopChange change;
    change.uninstalled = true;
    return finish_shop(std::move(change), fields, triggered_at, reading);
}

}  // namespace tillwatch::shopify
