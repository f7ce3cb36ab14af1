#include "insights/routes.hpp"

#include <algorithm>
#include <array>

#include "insights/overview_json.hpp"

namespace tillwatch::insights {
namespace {

/// The query parameters of a request, checked one by one; every wrong one is told at once.
class Query {
  public:
    explicit Query(const http::Request& request, std::span<const std::string_view> known)
        : request_(request) {
        for (const auto& [name, _] : request.query_parameters()) {
            if (std::ranges::find(known, name) == known.end())
                refuse(name, "is not a parameter of this path");
            else if (std::ranges::count(request.query_parameters(), name,
                                        &http::Request::Parameters::value_type::first) > 1)
                refuse(name, "stands more than once");
        }
    }

    template <class T>
    T read(std::string_view name, Result<T> (*parse)(std::string_view), T otherwise) {
        const auto text = request_.query(name);
        if (!text) return otherwise;
        auto value = parse(*text);
        if (value) return *std::move(value);
        refuse(name, value.error().message);
        return otherwise;
    }

    void refuse(std::string_view name, std::string_view message) {
        const auto told = std::ranges::any_of(
            error_.fields, [&](const FieldError& known) { return known.field == name; });
        if (!told) error_.fields.push_back({std::string(name), std::string(message)});
    }

    void throw_if_refused() const {
        if (!error_.fields.empty()) throw Failure(error_);
    }

  private:
    const http::Request& request_;
    Error error_{Code::invalid, "the query is not valid", {}};
};

Range read_range(Query& query, Day today) {
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
    Query query(request, parameters);
    const auto range = read_range(query, store.zone.local(insights.clock.now()).day);
    const auto compare = query.read<Compare>("compare", &parse_compare, Compare::none);
    query.throw_if_refused();
    const auto overview = insights.state.read([&](db::Transaction& transaction) {
        return read_overview(transaction, store.id, range, compare);
    });
    const auto pending = insights.count_pending(store.id, overview.position);
    return http::json(200, overview_json(store, overview, pending));
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
