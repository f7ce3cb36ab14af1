#include "stores/audit_routes.hpp"

#include "audit/reading.hpp"
#include "base/moment.hpp"
#include "json/writer.hpp"
#include "stores/stores.hpp"

namespace tillwatch::stores {
namespace {

Result<UserId> parse_user(std::string_view text) {
    if (const auto id = parse_opaque(text)) return UserId{*id};
    return fail(Code::invalid, "is not an id");
}

audit::Filter read_filter(http::Query& query, const TimeZone& zone) {
    audit::Filter filter;
    filter.action = query.find("action", &audit::parse_action);
    filter.actor = query.find("actor", &parse_user);
    if (const auto since = query.find("since", &Moment::parse)) filter.since = since->begin(zone);
    if (const auto until = query.find("until", &Moment::parse)) filter.until = until->end(zone);
    return filter;
}

template <class Id>
void write_id(json::Writer& out, std::string_view name, const std::optional<Id>& id) {
    out.key(name);
    if (id)
        out.value(opaque_text(*id));
    else
        out.value(nullptr);
}

void write_event(json::Writer& out, const audit::Logged& event) {
    out.begin_object().member("id", opaque_text(event.id));
    out.member("happened_at", event.happened_at.text()).member("action", event.action);
    write_id(out, "store", event.store);
    out.key("actor");
    if (event.actor) {
        out.begin_object().member("id", opaque_text(*event.actor));
        out.member("name", event.actor_name).member("email", event.actor_email).end_object();
    } else {
        out.value(nullptr);
    }
    write_id(out, "api_key", event.api_key);
    out.member("address", event.address).member("subject", event.subject);
    out.key("details").number(event.details).end_object();  // JSON already
}

/// `read` answers a page of what is asked for, `knows` whether somebody may be asked about who has
/// done nothing.
template <class Read, class Knows>
http::Response answer(AuditDesk& desk, const http::Request& request, const TimeZone& zone,
                      Read read, Knows knows) {
    constexpr std::string_view parameters[] = {"limit", "cursor", "action",
                                               "actor", "since",  "until"};
    http::Query query(request, parameters);
    const auto limit = http::read_limit(query);
    const auto filter = read_filter(query, zone);
    query.throw_if_refused();
    std::optional<audit::Place> before;
    if (const auto cursor = desk.cursors.read(request)) {
        before = audit::parse_place(*cursor);
        if (!before) http::refuse_cursor();
    }
    const bool is_known = !filter.actor || knows(*filter.actor);
    const auto page = desk.state.read([&](db::Transaction& transaction) {
        if (!is_known && read(transaction, {.actor = filter.actor}, std::nullopt, 1).events.empty())
            throw Failure(Code::not_found, "there is no such person here");
        return read(transaction, filter, before, limit);
    });
    json::Writer out;
    out.begin_object().key("items").begin_array();
    for (const auto& event : page.events) write_event(out, event);
    out.end_array();
    std::optional<std::string> next;
    if (page.next) next = desk.cursors.text(request, audit::text_of(*page.next));
    out.member("next_cursor", next).end_object();
    return http::json(200, out.take());
}

http::Response list_of_store(AuditDesk& desk, http::Request& request) {
    const auto& store = request.caller<Membership>()->store;
    const auto read = [&](db::Transaction& transaction, const audit::Filter& filter,
                          const std::optional<audit::Place>& before, std::int64_t limit) {
        return audit::read_of_store(transaction, store.id, filter, before, limit);
    };
    const auto knows = [&](UserId user) {
        return desk.stores.find_membership(user, store.id).has_value();
    };
    return answer(desk, request, store.zone, read, knows);
}

http::Response list_of_account(AuditDesk& desk, http::Request& request) {
    const auto account = request.caller<accounts::Caller>()->user_id;
    const auto utc = value_or_throw(TimeZone::find("UTC"));
    const auto read = [&](db::Transaction& transaction, const audit::Filter& filter,
                          const std::optional<audit::Place>& before, std::int64_t limit) {
        return audit::read_of_account(transaction, account, filter, before, limit);
    };
    return answer(desk, request, utc, read, [&](UserId user) { return user == account; });
}

constexpr http::Route<AuditDesk> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/audit", http::Access::store_admin, 0,
     http::Blocking<AuditDesk>{list_of_store}},
    {http::Method::get, "/api/v1/me/audit", http::Access::user, 0,
     http::Blocking<AuditDesk>{list_of_account}},
};

}  // namespace

std::span<const http::Route<AuditDesk>> audit_routes() {
    return table;
}

}  // namespace tillwatch::stores
