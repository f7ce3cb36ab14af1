#include "insights/explained_rows.hpp"

#include <map>

#include "insights/sql.hpp"
#include "json/reader.hpp"
#include "ledger/rollup.hpp"

namespace tillwatch::insights {
namespace {

using ledger::OrderEntry;
using ledger::Sale;

std::vector<std::string> texts_of(json::Parser& parser, std::string_view array) {
    std::vector<std::string> texts;
    value_or_throw(parser.parse(array)).each([&](json::Value value) {
        texts.emplace_back(value.text().value_or(""));
    });
    return texts;
}

/// An order as its columns say, without its rows.
template <class Row>
OrderEntry entry_of(const Row& row, Day day, json::Parser& parser) {
    return {.order_id = {row.order_id},
            .customer_id = id_as<CustomerId>(row.customer_id),
            .day = day,
            .standing = static_cast<ledger::Standing>(row.standing),
            .channel = row.channel,
            .country_code = row.country_code,
            .discount_codes = texts_of(parser, row.discount_codes),
            .gateways = texts_of(parser, row.gateways),
            .sales = {}};
}

/// What says under which values a row counts.
template <class Row>
Sale placed_sale(const Row& row, Day day) {
    Sale sale;
    sale.happened_at = {row.happened_at};
    sale.day = day;
    sale.hour = static_cast<int>(row.hour);
    sale.action = static_cast<ledger::Action>(row.action);
    sale.line_type = static_cast<ledger::LineType>(row.line_type);
    sale.line_item_id = id_as<LineItemId>(row.line_item_id);
    sale.product_id = id_as<ProductId>(row.product_id);
    sale.variant_id = id_as<VariantId>(row.variant_id);
    sale.vendor = row.vendor;
    return sale;
}

Sale sale_of(const sql::ListSalesOfDay::Row& row, Day day) {
    auto sale = placed_sale(row, day);
    sale.quantity = row.quantity;
    sale.total = {row.total};
    sale.tax = {row.tax};
    sale.discount = {row.discount};
    return sale;
}

/// What the order, with the rows in it, adds to a measure on a day under one value.
std::int64_t amount_of(const OrderEntry& entry, Measure measure, ledger::Dimension dimension,
                       const std::string& value, Day day) {
    ledger::RollupDeltas deltas;
    ledger::add_order(deltas, entry, +1);
    const auto found = deltas.find({dimension, value, day});
    return found == deltas.end() ? 0 : value_of(measure, found->second).value_or(0);
}

std::string product_of(const std::optional<std::int64_t>& product_id) {
    return product_id ? std::to_string(*product_id) : "";
}

/// The types of the products of a chunk, where the question is about one type.
ProductTypes types_of(db::Transaction& transaction, StoreId store_id,
                      const ExplainQuestion& question,
                      const std::vector<sql::ListSalesOfDay::Row>& rows) {
    if (!question.part || question.part->by != By::product_type) return {};
    std::vector<std::string> products;
    for (const auto& row : rows) products.push_back(product_of(row.product_id));
    return read_product_types(transaction, store_id, products);
}

/// What one row of the ledger gives to the figure.
std::int64_t amount_of(const sql::ListSalesOfDay::Row& row, const Sale& sale,
                       const ExplainQuestion& question, const ProductTypes& types,
                       json::Parser& parser) {
    const auto amount = value_of(question.measure, measures_of(sale)).value_or(0);
    if (!question.part || amount == 0) return amount;
    const auto& [by, value] = *question.part;
    const auto product = product_of(row.product_id);
    if (by == By::product_type && types.find(product)->second != value) return 0;
    auto entry = entry_of(row, sale.day, parser);
    entry.sales = {sale};
    return amount_of(entry, question.measure, dimension_of(by),
                     by == By::product_type ? product : value, sale.day);
}

/// The rows of orders, by order, where they say what the orders count under.
std::map<std::int64_t, std::vector<Sale>> sales_of(
    db::Transaction& transaction, StoreId store_id, const ExplainQuestion& question,
    const std::vector<sql::ListOrdersOfDay::Row>& orders) {
    std::map<std::int64_t, std::vector<Sale>> sales;
    if (!question.part) return sales;
    std::vector<sql::ListSalesOfOrder::Params> ids;
    for (const auto& order : orders) ids.push_back({store_id.value, order.order_id});
    for (const auto& row : transaction.batch_all<sql::ListSalesOfOrder>(ids))
        sales[row.order_id].push_back(placed_sale(row, {static_cast<std::int32_t>(row.day)}));
    return sales;
}

/// Of each customer the first order in the range stands for the customer: before it there is none,
/// or one that lies before the range, so that the customer returns.
std::int64_t stands_for_customer(const sql::ListOrdersOfDay::Row& order, Day from,
                                 bool returning_only) {
    if (!order.customer_id || (returning_only && !order.day_before)) return 0;
    return !order.day_before || *order.day_before < from.number ? 1 : 0;
}

/// What one counted order gives to the figure.
std::int64_t amount_of(const sql::ListOrdersOfDay::Row& order, const ExplainQuestion& question,
                       const OrderEntry& entry) {
    if (is_distinct(question.measure))
        return stands_for_customer(order, question.range.from,
                                   question.measure == Measure::returning_customers);
    if (question.part)
        return amount_of(entry, question.measure, dimension_of(question.part->by),
                         question.part->value, entry.day);
    const bool counts =
        question.measure == Measure::orders || entry.standing == ledger::Standing::first;
    return counts ? 1 : 0;
}

}  // namespace

std::int64_t look_at_sales(db::Transaction& transaction, StoreId store_id,
                           const ExplainQuestion& question, ExplainPlace& place,
                           std::vector<FoundRow>& found) {
    const auto rows = transaction.all<sql::ListSalesOfDay>(
        {store_id.value, place.day.number, place.order_id, place.position, explained_chunk_rows});
    const auto types = types_of(transaction, store_id, question, rows);
    json::Parser parser;
    for (const auto& row : rows) {
        place.order_id = row.order_id;
        place.position = row.position;
        const auto sale = sale_of(row, place.day);
        if (const auto amount = amount_of(row, sale, question, types, parser))
            found.push_back(
                {{{row.order_id}, row.name, sale.happened_at, place.day, sale, amount}, place});
    }
    return static_cast<std::int64_t>(rows.size());
}

std::int64_t look_at_orders(db::Transaction& transaction, StoreId store_id,
                            const ExplainQuestion& question, ExplainPlace& place,
                            std::vector<FoundRow>& found) {
    const auto orders = transaction.all<sql::ListOrdersOfDay>(
        {store_id.value, place.day.number, place.order_id, explained_chunk_rows});
    auto sales = sales_of(transaction, store_id, question, orders);
    json::Parser parser;
    for (const auto& order : orders) {
        place.order_id = order.order_id;
        auto entry = entry_of(order, place.day, parser);
        entry.sales = std::move(sales[order.order_id]);
        if (const auto amount = amount_of(order, question, entry))
            found.push_back(
                {{{order.order_id}, order.name, {order.happened_at}, place.day, {}, amount},
                 place});
    }
    return static_cast<std::int64_t>(orders.size());
}

}  // namespace tillwatch::insights
