#include "intake/log_routes.hpp"

#include "accounts/acting.hpp"
#include "base/moment.hpp"
#include "http/csv.hpp"
#include "intake/delivery_json.hpp"
#include "intake/replay_request.hpp"

namespace tillwatch::intake {
namespace {

constexpr std::string_view bytes_type = "application/octet-stream";

const stores::Store& store_of(const http::Request& request) {
    return request.caller<stores::Membership>()->store;
}

DeliveryFilter read_filter(http::Query& query, const TimeZone& zone) {
    DeliveryFilter filter;
    filter.state = query.find("state", &parse_delivery_state);
    filter.topic = query.find("topic", &parse_topic);
    filter.search = query.find("q", &http::parse_search);
    const auto since = query.find("since", &Moment::parse);
    const auto until = query.find("until", &Moment::parse);
    if (since) filter.since = since->begin(zone);
    if (until) filter.until = until->end(zone);
    return filter;
}

std::optional<DeliveryId> read_place(const LogDesk& desk, const http::Request& request) {
    const auto place = desk.cursors.read(request);
    if (!place) return std::nullopt;
    const auto id = parse_opaque(*place);
    if (!id) http::refuse_cursor();
    return DeliveryId{*id};
}

http::Response export_deliveries(LogDesk& desk, const http::Request& request,
                                 const DeliveryFilter& filter) {
    using Piece = http::CsvPiece<DeliveryId>;
    const auto read = [&desk, id = store_of(request).id,
                       filter](const std::optional<DeliveryId>& before) {
        const auto page = desk.log.list(id, filter, before, http::csv_piece_rows);
        return Piece{page_csv(page, !before), page.next};
    };
    return desk.exports.answer(request, "deliveries", http::piece_by_piece<DeliveryId>(read));
}

http::Response list_deliveries(LogDesk& desk, http::Request& request) {
    constexpr std::string_view parameters[] = {"limit", "cursor", "q",    "topic",
                                               "state", "since",  "until"};
    const auto& store = store_of(request);
    http::Query query(request, parameters);
    const auto limit = http::read_limit(query);
    const auto filter = read_filter(query, store.zone);
    query.throw_if_refused();
    const auto place = read_place(desk, request);
    if (http::wants_csv(request)) return export_deliveries(desk, request, filter);
    const auto page = desk.log.list(store.id, filter, place, limit);
    std::optional<std::string> next;
    if (page.next) next = desk.cursors.text(request, opaque_text(*page.next));
    return http::json(200, page_json(page, next)).header("Vary", "Accept");
}

/// The one that the path names, with what is kept of it.
std::pair<LoggedDelivery, KeptContent> get(DeliveryLog& log, const http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    const auto store_id = store_of(request).id;
    if (const auto id = parse_opaque(request.parameter("id"))) {
        auto delivery = log.find(store_id, {*id});
        auto kept = log.find_content(store_id, {*id});
        if (delivery && kept) return {*std::move(delivery), *std::move(kept)};
    }
    throw Failure(Code::not_found, "there is no such delivery");
}

http::Response get_delivery(LogDesk& desk, http::Request& request) {
    const auto [delivery, kept] = get(desk.log, request);
    const bool shows_body = request.caller<stores::Membership>()->sees_personal_data;
    return http::json(200, delivery_json(delivery, kept, shows_body));
}

/// Byte for byte what Shopify sent.
http::Response get_body(LogDesk& desk, http::Request& request) {
    if (!request.caller<stores::Membership>()->sees_personal_data)
        throw Failure(Code::forbidden, "a body has personal data, which you may not see");
    auto [delivery, kept] = get(desk.log, request);
    if (!kept.unpacked) throw Failure(Code::not_found, "its body is no longer kept");
    auto& unpacked = *kept.unpacked;
    if (!unpacked) throw Failure(Code::conflict, unpacked.error().message);
    http::Response response(200, bytes_type, std::move(unpacked->body));
    response.header("Content-Disposition",
                    "attachment; filename=\"" + opaque_text(delivery.id) + "\"");
    return response;
}

audit::Actor actor_of(const http::Request& request) {
    return accounts::actor_of(request.caller<stores::Membership>()->caller, request);
}

http::Response counted(int status, std::int64_t count) {
    json::Writer out;
    out.begin_object().member("count", count).end_object();
    return http::json(status, out.take());
}

/// One that waits already is not asked for twice.
http::Response replay_delivery(LogDesk& desk, http::Request& request) {
    const auto [delivery, kept] = get(desk.log, request);
    if (!kept.unpacked) throw Failure(Code::conflict, "its body is no longer kept");
    if (delivery.state == DeliveryState::pending) return counted(202, 0);
    const auto store_id = store_of(request).id;
    desk.replays.record(store_id, actor_of(request), 1);
    desk.replays.ask(store_id, std::span(&delivery.id, 1));
    return counted(202, 1);
}

http::Response replay_deliveries(LogDesk& desk, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    const auto& store = store_of(request);
    const auto [filter, dry_run] = read_replay_request(request.body(), store.zone);
    if (dry_run) return counted(200, desk.replays.count(store.id, filter));
    return counted(202, desk.replays.ask_all(store.id, actor_of(request), filter));
}

http::Response list_refusals(LogDesk& desk, http::Request& request) {
    http::Query(request, {}).throw_if_refused();
    const auto& store = store_of(request);
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& refusal :
         desk.refusals.list(desk.stores.webhook_key(store.id), store.domain)) {
        out.begin_object().member("reason", text_of(refusal.reason)).key("shop");
        if (refusal.shop.empty())
            out.value(nullptr);
        else
            out.value(refusal.shop);
        out.member("count", refusal.count).member("last_at", refusal.last_at.text()).end_object();
    }
    out.end_array().member("next_cursor", nullptr).end_object();
    return http::json(200, out.take());
}

constexpr http::Route<LogDesk> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/deliveries", http::Access::store_list, 0,
     http::Blocking<LogDesk>{list_deliveries}},
    {http::Method::get, "/api/v1/stores/{store}/deliveries/{id}", http::Access::store_viewer, 0,
     http::Blocking<LogDesk>{get_delivery}},
    {http::Method::get, "/api/v1/stores/{store}/deliveries/{id}/body", http::Access::store_viewer,
     0, http::Blocking<LogDesk>{get_body}},
    {http::Method::get, "/api/v1/stores/{store}/refusals", http::Access::store_admin, 0,
     http::Blocking<LogDesk>{list_refusals}},
    {http::Method::post, "/api/v1/stores/{store}/deliveries/{id}/replay", http::Access::store_admin,
     0, http::Blocking<LogDesk>{replay_delivery}},
    {http::Method::post, "/api/v1/stores/{store}/deliveries/replay", http::Access::store_admin,
     http::body_bytes_default_max, http::Blocking<LogDesk>{replay_deliveries}},
};

}  // namespace

std::span<const http::Route<LogDesk>> log_routes() {
    return table;
}

}  // namespace tillwatch::intake
