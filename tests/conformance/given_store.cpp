#include "conformance/given_store.hpp"

#include "given/sql.hpp"
#include "json/writer.hpp"

namespace tillwatch::test {
namespace {

std::string json_of(const std::vector<std::string>& texts) {
    json::Writer out;
    out.begin_array();
    for (const auto& text : texts) out.value(text);
    out.end_array();
    return out.take();
}

using Timelines = std::map<CustomerId, std::vector<ledger::Place>>;

Timelines set_standings(std::vector<GivenOrder>& orders) {
    Timelines timelines;
    for (const auto& [entry, _, happened_at] : orders)
        if (entry.customer_id && ledger::counts_as_order(entry.sales))
            timelines[*entry.customer_id].push_back({happened_at, entry.order_id, entry.day});
    for (auto& [_, places] : timelines) std::ranges::sort(places);
    for (auto& order : orders) {
        auto& entry = order.entry;
        if (!entry.customer_id || !timelines.contains(*entry.customer_id)) continue;
        const bool first = timelines[*entry.customer_id].front().order_id == entry.order_id;
        entry.standing = first ? ledger::Standing::first : ledger::Standing::repeat;
    }
    return timelines;
}

void put_order(db::Transaction& transaction, StoreId store_id, const GivenOrder& order) {
    const auto& entry = order.entry;
    const auto codes = json_of(entry.discount_codes);
    const auto gateways = json_of(entry.gateways);
    transaction.batch<given::sql::InsertOrder>(std::array{given::sql::InsertOrder::Params{
        store_id.value, entry.order_id.value, order.name, order.happened_at.ms, entry.day.number,
        entry.channel, entry.country_code, codes, gateways, number_of(entry.customer_id),
        ledger::counts_as_order(entry.sales) ? 1 : 0, static_cast<std::int64_t>(entry.standing),
        ledger::order_value_of(entry.sales).minor}});
    std::vector<given::sql::InsertSale::Params> sales;
    for (const auto& sale : entry.sales)
        sales.push_back({store_id.value, entry.order_id.value,
                         static_cast<std::int64_t>(sales.size()), sale.happened_at.ms,
                         sale.day.number, sale.hour, static_cast<std::int64_t>(sale.action),
                         static_cast<std::int64_t>(sale.line_type), sale.quantity, sale.total.minor,
                         sale.tax.minor, sale.discount.minor, number_of(sale.line_item_id),
                         number_of(sale.product_id), number_of(sale.variant_id), sale.vendor,
                         sale.day == entry.day ? 0 : 1});
    transaction.batch<given::sql::InsertSale>(sales);
}

void put_rollups(db::Transaction& transaction, StoreId store_id,
                 const ledger::RollupDeltas& rollups) {
    std::vector<given::sql::InsertRollup::Params> rows;
    for (const auto& [key, m] : rollups)
        if (!m.is_zero())
            rows.push_back({store_id.value, static_cast<std::int64_t>(key.dimension), key.value,
                            key.day.number, m.orders, m.units, m.gross_sales, m.discounts,
                            m.returns, m.shipping, m.duties, m.fees, m.taxes, m.tips, m.gift_cards,
                            m.order_value, m.customer_orders, m.first_orders});
    transaction.batch<given::sql::InsertRollup>(rows);
}

void put_repeats(db::Transaction& transaction, StoreId store_id, const Timelines& timelines) {
    ledger::RepeatDeltas repeats;
    ledger::CohortDeltas cohorts;
    for (const auto& [_, places] : timelines) ledger::add_timeline(repeats, cohorts, places, +1);
    std::vector<given::sql::InsertRepeat::Params> rows;
    for (const auto& [key, orders] : repeats)
        rows.push_back(
            {store_id.value, static_cast<std::int64_t>(key.grain), key.before, key.day, orders});
    transaction.batch<given::sql::InsertRepeat>(rows);
}

}  // namespace

void put_orders(db::Database& database, StoreId store_id, std::vector<GivenOrder> orders) {
    const auto timelines = set_standings(orders);
    ledger::RollupDeltas rollups;
    ledger::CustomerDayDeltas deltas;
    for (const auto& order : orders) {
        ledger::add_order(rollups, order.entry, +1);
        ledger::add_customer_days(deltas, order.entry, +1);
    }
    CustomerDays days;
    for (const auto& [key, measures] : deltas) days[{key.customer_id.value, key.day}] = measures;
    database.write([&](db::Transaction& transaction) {
        for (const auto& order : orders) put_order(transaction, store_id, order);
        put_rollups(transaction, store_id, rollups);
        put_repeats(transaction, store_id, timelines);
    });
    put_customer_days(database, store_id, days);
}

void put_customer_days(db::Database& database, StoreId store_id, const CustomerDays& days) {
    std::vector<given::sql::InsertCustomerDay::Params> rows;
    for (const auto& [key, m] : days)
        rows.push_back(
            {store_id.value, key.first, key.second.number, m.orders, m.net_sales, m.total_sales});
    database.write([&](db::Transaction& transaction) {
        transaction.batch<given::sql::InsertCustomerDay>(rows);
    });
}

}  // namespace tillwatch::test
