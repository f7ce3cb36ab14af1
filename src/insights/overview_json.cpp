#include "insights/overview_json.hpp"

#include "insights/writing.hpp"

namespace tillwatch::insights {
namespace {

void write_totals(json::Writer& out, const Totals& totals, Currency currency) {
    out.key("totals").begin_object();
    for (const auto measure : all_measures()) {
        out.key(name_of(measure));
        write_value(out, measure, value_of(measure, totals), currency);
    }
    out.end_object();
}

void write_days(json::Writer& out, const std::vector<DayTotals>& days, Currency currency) {
    out.key("orders_by_date").begin_array();
    for (const auto& [day, m] : days)
        out.begin_object()
            .member("date", day.text())
            .member("orders", m.orders)
            .member("gross_sales", Money{m.gross_sales}.text(currency))
            .member("net_sales", Money{m.net_sales()}.text(currency))
            .member("total_sales", Money{m.total_sales()}.text(currency))
            .end_object();
    out.end_array();
}

void write_top_customers(json::Writer& out, const std::vector<TopCustomer>& customers,
                         Currency currency) {
    out.key("top_customers").begin_array();
    for (const auto& customer : customers)
        out.begin_object()
            .member("id", std::to_string(customer.id.value))
            .member("name", customer.name)
            .member("email", customer.email)
            .member("orders", customer.orders)
            .member("net_sales", customer.net_sales.text(currency))
            .member("total_sales", customer.total_sales.text(currency))
            .end_object();
    out.end_array();
}

}  // namespace

std::string overview_json(const stores::Store& store, const Overview& overview,
                          std::int64_t pending) {
    json::Writer out;
    out.begin_object();
    write_store(out, store);
    write_range(out, overview.range);
    out.key("through");
    if (overview.through)
        out.value(overview.through->text());
    else
        out.value(nullptr);
    out.member("pending", pending);
    out.member("inexact_orders", overview.totals.measures.inexact_orders);
    write_totals(out, overview.totals, store.currency);
    out.key("previous");
    if (overview.previous) {
        out.begin_object();
        write_range(out, overview.previous->first);
        write_totals(out, overview.previous->second, store.currency);
        out.end_object();
    } else {
        out.value(nullptr);
    }
    write_days(out, overview.days, store.currency);
    out.member("top_customers_pending", !overview.top_customers);
    write_top_customers(out, overview.top_customers.value_or(std::vector<TopCustomer>()),
                        store.currency);
    out.key("all_time").begin_object();
    out.member("customers", overview.all_time_customers).member("orders", overview.all_time_orders);
    out.member("total_sales", overview.all_time_sales.text(store.currency)).end_object();
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::insights
