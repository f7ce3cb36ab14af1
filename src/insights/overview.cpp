#include "insights/overview.hpp"

#include <date/date.h>

#include "insights/sql.hpp"

namespace tillwatch::insights {
namespace {

using ledger::Measures;

Measures measures_of(const sql::OverviewDays::Row& row) {
    Measures m;
    m.orders = row.orders;
    m.inexact_orders = row.inexact_orders;
    m.units = row.units;
    m.gross_sales = row.gross_sales;
    m.discounts = row.discounts;
    m.returns = row.returns;
    m.shipping = row.shipping;
    m.duties = row.duties;
    m.fees = row.fees;
    m.taxes = row.taxes;
    m.tips = row.tips;
    m.gift_cards = row.gift_cards;
    m.order_value = row.order_value;
    return m;
}

std::vector<DayTotals> read_days(db::Transaction& transaction, StoreId store_id, Range range) {
    std::vector<DayTotals> days;
    for (auto day = range.from; day <= range.to; day = day + 1) days.push_back({day, {}});
    for (const auto& row :
         transaction.all<sql::OverviewDays>({store_id.value, range.from.number, range.to.number}))
        days[static_cast<std::size_t>(row.day - range.from.number)].measures = measures_of(row);
    return days;
}

Totals read_totals(db::Transaction& transaction, StoreId store_id, Range range,
                   const std::vector<DayTotals>& days) {
    Totals totals;
    for (const auto& day : days) totals.measures += day.measures;
    const auto customers =
        transaction.one<sql::CountCustomers>({store_id.value, range.from.number, range.to.number});
    totals.customers = customers->customers;
    totals.new_customers = customers->new_customers;
    return totals;
}

std::string full_name(const std::optional<std::string>& first,
                      const std::optional<std::string>& last) {
    std::string name = first.value_or("");
    if (!name.empty() && last && !last->empty()) name += ' ';
    return name + last.value_or("");
}

std::vector<TopCustomer> read_top_customers(db::Transaction& transaction, StoreId store_id,
                                            Range range) {
    std::vector<TopCustomer> top;
    for (const auto& row : transaction.all<sql::TopCustomers>(
             {store_id.value, range.from.number, range.to.number, top_customers_max}))
        top.push_back({{row.customer_id},
                       full_name(row.first_name, row.last_name),
                       row.email,
                       row.orders,
                       {row.net_sales},
                       {row.total_sales}});
    return top;
}

Day a_year_before(Day day) {
    const date::year_month_day civil{date::sys_days{date::days{day.number}}};
    auto before = civil - date::years{1};
    if (!before.ok()) before = before.year() / before.month() / date::last;
    return {static_cast<std::int32_t>(date::sys_days{before}.time_since_epoch().count())};
}

}  // namespace

Result<Compare> parse_compare(std::string_view text) {
    if (text == "none") return Compare::none;
    if (text == "previous_period") return Compare::previous_period;
    if (text == "previous_year") return Compare::previous_year;
    if (text == "previous_year_weekday") return Compare::previous_year_weekday;
    return fail(Code::invalid, "is none, previous_period, previous_year or previous_year_weekday");
}

std::optional<Range> compared_range(Range range, Compare compare) {
    constexpr int days_of_52_weeks = 364;
    switch (compare) {
        case Compare::none: return std::nullopt;
        case Compare::previous_period: return Range{range.from - range.days(), range.from - 1};
        case Compare::previous_year:
            return Range{a_year_before(range.from), a_year_before(range.to)};
        case Compare::previous_year_weekday:
            return Range{range.from - days_of_52_weeks, range.to - days_of_52_weeks};
    }
    return std::nullopt;
}

std::int64_t net_sales(const Measures& m) {
    return m.gross_sales + m.discounts + m.returns;
}

std::int64_t total_sales(const Measures& m) {
    return net_sales(m) + m.shipping + m.taxes + m.duties + m.fees;
}

std::optional<Money> average_order_value(const Measures& m) {
    if (m.orders == 0) return std::nullopt;
    return share(Money{m.order_value}, 1, m.orders);
}

Overview read_overview(db::Transaction& transaction, StoreId store_id, Range range,
                       Compare compare) {
    Overview overview;
    overview.range = range;
    overview.days = read_days(transaction, store_id, range);
    overview.totals = read_totals(transaction, store_id, range, overview.days);
    if (const auto previous = compared_range(range, compare)) {
        const auto days = read_days(transaction, store_id, *previous);
        overview.previous = {*previous, read_totals(transaction, store_id, *previous, days)};
    }
    overview.top_customers = read_top_customers(transaction, store_id, range);
    const auto all_time = transaction.one<sql::AllTimeTotals>({store_id.value});
    overview.all_time_orders = all_time->orders;
    overview.all_time_sales = {all_time->total_sales};
    overview.all_time_customers =
        transaction.one<sql::CountKnownCustomers>({store_id.value})->customers;
    const auto progress = transaction.one<sql::FindProgress>({store_id.value});
    if (progress && progress->through != 0) overview.through = Instant{progress->through};
    return overview;
}

}  // namespace tillwatch::insights
