#include "intake/replay_request.hpp"

#include "base/moment.hpp"
#include "http/list_query.hpp"
#include "json/fields.hpp"

namespace tillwatch::intake {
namespace {

DeliveryFilter read_filter(json::Value object, const TimeZone& zone, Error& error) {
    constexpr std::string_view known[] = {"q", "topic", "state", "since", "until"};
    json::Fields fields(object, known, error, "filter.");
    DeliveryFilter filter;
    filter.topic = fields.find("topic", &parse_topic);
    filter.search = fields.find("q", &http::parse_search);
    filter.state = fields.find("state", &parse_delivery_state);
    if (const auto since = fields.find("since", &Moment::parse)) filter.since = since->begin(zone);
    if (const auto until = fields.find("until", &Moment::parse)) filter.until = until->end(zone);
    return filter;
}

}  // namespace

ReplayRequest read_replay_request(std::string_view body, const TimeZone& zone) {
    constexpr std::string_view known[] = {"filter", "dry_run"};
    json::Body members(body, known);
    ReplayRequest request;
    // That everything is meant has to be said: an empty filter, not none.
    const auto filter = members.object().find("filter");
    if (filter && filter->is_object())
        request.filter = read_filter(*filter, zone, members.error());
    else
        members.fields().refuse("filter", filter ? "is not an object" : "is missing");
    request.dry_run = members.fields().find_flag("dry_run").value_or(false);
    members.throw_if_refused();
    return request;
}

}  // namespace tillwatch::intake
