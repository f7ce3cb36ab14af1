#include "insights/routes.hpp"

#include "http/query.hpp"
#include "insights/overview_json.hpp"

namespace tillwatch::insights {
namespace {

Range read_range(http::Query& query, Day today) {
    const auto to = query.read<Day>("to", &Day::parse, today);
    const auto from = query.read<Day>("from", &Day::parse, to - (range_days_default - 1));
    if (from > to)
        query.refuse("from", "is after to");
    else if (Range{from, to}.days() > range_days_max)
        query.refuse("to", "is more than 1,100 days from the first day");
    return {from, to};
}

http::Response overview(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"from", "to", "compare"};
    const auto& store = request.caller<stores::Membership>()->store;
    http::Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(insights.clock.now()).day);
    const auto compare = query.read<Compare>("compare", &parse_compare, Compare::none);
    query.throw_if_refused();
    return insights.state.read([&](db::Transaction& transaction) {
        const auto overview = read_overview(transaction, store.id, range, compare);
        const auto pending = insights.count_pending(transaction, store.id);
        return http::json(200, overview_json(store, overview, pending));
    });
}

constexpr http::Route<Insights> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/insights/overview", http::Access::store_viewer, 0,
     http::Blocking<Insights>{overview}},
};

}  // namespace

std::span<const http::Route<Insights>> routes() {
    return table;
}

}  // namespace tillwatch::insights
