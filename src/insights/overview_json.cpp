#include "insights/overview_json.hpp"

#include "json/writer.hpp"

namespace tillwatch::insights {
namespace {

using ledger::Measures;

void write_range(json::Writer& out, Range range) {
    out.key("range").begin_object();
    out.member("from", range.from.text()).member("to", range.to.text()).end_object();
}

void write_totals(json::Writer& out, const Totals& totals, Currency currency) {
    const auto& m = totals.measures;
    const auto money = [&](std::string_view name, std::int64_t minor) {
        out.member(name, Money{minor}.text(currency));
    };
    out.key("totals").begin_object();
    out.member("orders", m.orders).member("units", m.units).member("customers", totals.customers);
    out.member("new_customers", totals.new_customers);
    out.member("returning_customers", totals.customers - totals.new_customers);
    money("gross_sales", m.gross_sales);
    money("discounts", m.discounts);
    money("returns", m.returns);
    money("net_sales", net_sales(m));
    money("shipping", m.shipping);
    money("duties", m.duties);
    money("fees", m.fees);
    money("taxes", m.taxes);
    money("total_sales", total_sales(m));
    money("tips", m.tips);
    money("gift_cards", m.gift_cards);
    out.key("average_order_value");
    if (const auto average = average_order_value(m))
        out.value(average->text(currency));
    else
        out.value(nullptr);
    out.end_object();
}

void write_days(json::Writer& out, const std::vector<DayTotals>& days, Currency currency) {
    out.key("orders_by_date").begin_array();
    for (const auto& [day, m] : days)
        out.begin_object()
            .member("date", day.text())
            .member("orders", m.orders)
            .member("gross_sales", Money{m.gross_sales}.text(currency))
            .member("net_sales", Money{net_sales(m)}.text(currency))
            .member("total_sales", Money{total_sales(m)}.text(currency))
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
    out.key("store").begin_object();
    out.member("id", opaque_text(store.id)).member("domain", store.domain);
    out.member("name", store.name).member("currency", store.currency.code());
    out.member("timezone", store.zone.name()).end_object();
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
    write_top_customers(out, overview.top_customers, store.currency);
    out.key("all_time").begin_object();
    out.member("customers", overview.all_time_customers).member("orders", overview.all_time_orders);
    out.member("total_sales", overview.all_time_sales.text(store.currency)).end_object();
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::insights
