#include "insights/routes.hpp"

#include "base/storable_text.hpp"
#include "base/text.hpp"
#include "insights/breakdown.hpp"
#include "insights/checkouts.hpp"
#include "insights/explain.hpp"
#include "insights/order_values.hpp"
#include "insights/overview_json.hpp"
#include "insights/series.hpp"
#include "stores/masking.hpp"

namespace tillwatch::insights {
namespace {

constexpr std::size_t value_characters_max = 255;

/// A value of a dimension; the empty one stands for what is not known.
Result<std::string> parse_value(std::string_view text) {
    if (count_characters(text) <= value_characters_max && is_storable_text(text))
        return std::string(text);
    return fail(Code::invalid, "is not a text of at most 255 characters");
}

Range read_range(http::Query& query, Day today) {
    const auto to = query.read<Day>("to", &Day::parse, today);
    const auto from = query.read<Day>("from", &Day::parse, to - (range_days_default - 1));
    if (from > to)
        query.refuse("from", "is after to");
    else if (Range{from, to}.days() > range_days_max)
        query.refuse("to", "is more than 1,100 days from the first day");
    return {from, to};
}

void mask(std::vector<TopCustomer>& customers) {
    for (auto& customer : customers) {
        stores::mask(customer.name);
        stores::mask(customer.email);
    }
}

http::Response overview(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"from", "to", "compare"};
    const auto& member = *request.caller<stores::Membership>();
    const auto& store = member.store;
    http::Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(insights.clock.now()).day);
    const auto compare = query.read<Compare>("compare", &parse_compare, Compare::none);
    query.throw_if_refused();
    return insights.state.read([&](db::Transaction& transaction) {
        auto overview = read_overview(transaction, store.id, range, compare, insights.boards);
        if (!member.sees_personal_data && overview.top_customers) mask(*overview.top_customers);
        const auto pending = insights.count_pending(transaction, store.id);
        return http::json(200, overview_json(store, overview, pending));
    });
}

bool is_any(Measure) {
    return true;
}

/// None only where the query is refused.
std::optional<Measure> read_measure(http::Query& query, const http::Request& request,
                                    Result<Measure> (*parse)(std::string_view)) {
    const auto measure = query.find<Measure>("measure", parse);
    if (!request.query("measure")) query.refuse("measure", "is missing");
    return measure;
}

Result<Measure> parse_any_measure(std::string_view text) {
    return parse_measure(text, &is_any);
}
Result<Measure> parse_broken_down(std::string_view text) {
    return parse_measure(text, &is_broken_down);
}
Result<Measure> parse_explained(std::string_view text) {
    return parse_measure(text, &is_explained);
}

void check_hours(http::Query& query, std::optional<Measure> measure, Range range) {
    if (range.days() > hour_series_days_max)
        query.refuse("interval", "of hours is for at most 31 days");
    if (measure && !is_known_by_hour(*measure)) query.refuse("measure", "is not known by the hour");
}

/// The dimension asked for; refused where the measure has no value under it.
std::optional<By> read_by(http::Query& query, std::optional<Measure> measure) {
    const auto by = query.find<By>("by", &parse_by);
    if (by && measure && !is_known_by(*by, *measure))
        query.refuse("measure", "is not known by this dimension");
    return by;
}

std::optional<Part> read_part(http::Query& query, const http::Request& request,
                              std::optional<Measure> measure) {
    const auto by = read_by(query, measure);
    auto value = query.find<std::string>("value", &parse_value);
    if (request.query("by") && !request.query("value")) query.refuse("value", "is missing");
    if (request.query("value") && !request.query("by")) query.refuse("by", "is missing");
    if (!by || !value) return std::nullopt;
    return Part{*by, *std::move(value)};
}

http::Response series(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"measure", "interval", "from", "to",
                                               "compare", "by",       "value"};
    const auto& store = request.caller<stores::Membership>()->store;
    const auto now = store.zone.local(insights.clock.now());
    http::Query query(request, parameters);
    const auto range = read_range(query, now.day);
    const auto measure = read_measure(query, request, &parse_any_measure);
    const auto interval = query.read<Interval>("interval", &parse_interval, Interval::day);
    const auto compare = query.read<Compare>("compare", &parse_compare, Compare::none);
    auto part = read_part(query, request, measure);
    if (interval == Interval::hour) check_hours(query, measure, range);
    if (interval == Interval::hour && part) query.refuse("interval", "of hours is not for a part");
    query.throw_if_refused();
    const SeriesQuestion question{*measure, interval, std::move(part)};
    return insights.state.read([&](db::Transaction& transaction) {
        const SeriesAnswer answer{
            question, read_series(transaction, store.id, question, range, now),
            read_previous(transaction, store.id, question, range, compare, now)};
        return http::json(200, series_json(store, answer));
    });
}

http::Response breakdown(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"by", "measure", "from", "to", "limit"};
    const auto& store = request.caller<stores::Membership>()->store;
    http::Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(insights.clock.now()).day);
    const auto measure = read_measure(query, request, &parse_broken_down);
    const auto by = read_by(query, measure);
    if (!request.query("by")) query.refuse("by", "is missing");
    const auto limit = http::read_limit(query);
    query.throw_if_refused();
    const BreakdownQuestion question{*by, *measure, range, limit};
    return insights.state.read([&](db::Transaction& transaction) {
        const auto breakdown = read_breakdown(transaction, store.id, question);
        return http::json(200, breakdown_json(store, question, breakdown));
    });
}

/// A range that is not asked for in days moves on at midnight, and may leave a place behind.
std::optional<ExplainPlace> read_place(const Insights& insights, const http::Request& request,
                                       Range range) {
    const auto text = insights.cursors.read(request);
    if (!text) return std::nullopt;
    const auto place = parse_place(*text);
    if (!place || place->day < range.from || place->day > range.to) http::refuse_cursor();
    return place;
}

http::Response explain(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"measure", "from",  "to",    "by",
                                               "value",   "limit", "cursor"};
    const auto& store = request.caller<stores::Membership>()->store;
    http::Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(insights.clock.now()).day);
    const auto measure = read_measure(query, request, &parse_explained);
    auto part = read_part(query, request, measure);
    const auto limit = http::read_limit(query);
    query.throw_if_refused();
    const ExplainQuestion question{*measure, range, std::move(part), limit,
                                   read_place(insights, request, range)};
    return insights.state.read([&](db::Transaction& transaction) {
        const auto explanation = read_explanation(transaction, store.id, question);
        std::optional<std::string> next;
        if (explanation.next) next = insights.cursors.text(request, text_of(*explanation.next));
        return http::json(200, explanation_json(store, question, explanation, next));
    });
}

http::Response checkouts(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"from", "to", "compare"};
    const auto& store = request.caller<stores::Membership>()->store;
    const auto now = insights.clock.now();
    http::Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(now).day);
    const auto compare = query.read<Compare>("compare", &parse_compare, Compare::none);
    query.throw_if_refused();
    return insights.state.read([&](db::Transaction& transaction) {
        const auto checkouts = read_checkouts(transaction, store, range, compare, now);
        return http::json(200, checkouts_json(store, checkouts));
    });
}

http::Response order_values(Insights& insights, http::Request& request) {
    constexpr std::string_view parameters[] = {"from", "to"};
    const auto& store = request.caller<stores::Membership>()->store;
    http::Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(insights.clock.now()).day);
    query.throw_if_refused();
    return insights.state.read([&](db::Transaction& transaction) {
        const auto values = read_order_values(transaction, store.id, range);
        return http::json(200, order_values_json(store, range, values));
    });
}

constexpr http::Route<Insights> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/insights/overview", http::Access::store_viewer, 0,
     http::Blocking<Insights>{overview}},
    {http::Method::get, "/api/v1/stores/{store}/insights/series", http::Access::store_viewer, 0,
     http::Blocking<Insights>{series}},
    {http::Method::get, "/api/v1/stores/{store}/insights/breakdown", http::Access::store_viewer, 0,
     http::Blocking<Insights>{breakdown}},
    {http::Method::get, "/api/v1/stores/{store}/insights/explain", http::Access::store_viewer, 0,
     http::Blocking<Insights>{explain}},
    {http::Method::get, "/api/v1/stores/{store}/insights/checkouts", http::Access::store_viewer, 0,
     http::Blocking<Insights>{checkouts}},
    {http::Method::get, "/api/v1/stores/{store}/insights/order-values", http::Access::store_viewer,
     0, http::Blocking<Insights>{order_values}},
};

}  // namespace

std::span<const http::Route<Insights>> routes() {
    return table;
}

}  // namespace tillwatch::insights
