#include "listing/orders.hpp"

#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "commerce/full_name.hpp"
#include "listing/fields.hpp"
#include "listing/reader.hpp"
#include "listing/search.hpp"
#include "listing/sql.hpp"

namespace tillwatch::listing {
namespace {

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto greatest = std::numeric_limits<std::int64_t>::max();
constexpr auto few_limit = static_cast<std::int64_t>(few_rows_max) + 1;
constexpr std::size_t few_customers_max = 256;
constexpr std::size_t customers_step = 16;
constexpr std::string_view unfulfilled = "unfulfilled";

OrderRow row_of(sql::ListOrderRows::Row&& row) {
    OrderRow order{.id = row.order_id,
                   .name = std::move(row.name),
                   .happened_at = {row.happened_at},
                   .day = {static_cast<std::int32_t>(row.day)},
                   .customer = {},
                   .financial_status = std::move(row.financial_status),
                   .fulfillment_status = std::move(row.fulfillment_status),
                   .cancelled_at = row.cancelled_at,
                   .test = row.test != 0,
                   .channel = std::move(row.channel),
                   .total_price = row.total_price,
                   .order_value = row.order_value,
                   .email = std::move(row.email)};
    if (row.customer_id)
        order.customer = OrderCustomer{*row.customer_id, row.first_name.value_or(""),
                                       row.last_name.value_or(""), std::move(row.customer_email)};
    return order;
}

/// A name may be searched for with its "#" or without.
std::string with_hash(const std::string& search) {
    return search.starts_with('#') ? search : "#" + search;
}

bool is_found(const OrderRow& row, const std::string& search, bool finds_people) {
    if (begins_with(row.name, search) || begins_with(row.name, with_hash(search))) return true;
    if (!finds_people) return false;
    if (!row.customer) return begins_with(row.email.value_or(""), search);
    const auto& customer = *row.customer;
    return is_called(customer.email.value_or(""), customer.first_name, customer.last_name, search);
}

class Orders {
  public:
    using Row = OrderRow;
    using Id = std::int64_t;

    Orders(db::Transaction& transaction, StoreId store_id, const OrdersQuestion& question)
        : sort(question.sort), reader_(transaction, store_id), question_(question) {}

    std::optional<Ids> few() {
        if (question_.customer_id) {
            auto ids = orders_of(Ids{*question_.customer_id});
            if (ids.size() <= few_rows_max) return ids;
        }
        return question_.search ? few_found(*question_.search) : std::nullopt;
    }

    static bool looks_at_all() { return false; }

    std::vector<Candidate<Id>> next(const std::optional<Place>& after, std::int64_t limit) {
        const auto& days = question_.days;
        const bool by_time = sort.key == OrderKey::processed_at;
        if (by_time && sort.descending) {
            const auto from = after.value_or(Place{days.until.ms, {}, least});
            return reader_.candidates<sql::ListOrdersLatest>(
                {reader_.store_id.value, days.since.ms, from.number, from.id, limit});
        }
        if (by_time) {
            const auto from = after.value_or(Place{days.since.ms, {}, least});
            return reader_.candidates<sql::ListOrdersEarliest>(
                {reader_.store_id.value, days.until.ms, from.number, from.id, limit});
        }
        const auto end = sort.descending ? greatest : least;
        const auto from = after.value_or(Place{end, {}, end});
        if (sort.descending)
            return reader_.candidates<sql::ListOrdersDearest>(
                {reader_.store_id.value, from.number, from.id, limit});
        return reader_.candidates<sql::ListOrdersCheapest>(
            {reader_.store_id.value, from.number, from.id, limit});
    }

    std::vector<Row> fetch(const Ids& ids) {
        std::unordered_set<std::int64_t> with_product;
        if (question_.product_id) with_product = orders_with(*question_.product_id, ids);
        std::vector<Row> rows;
        for (auto& row : reader_.all<sql::ListOrderRows>(ids)) {
            rows.push_back(row_of(std::move(row)));
            rows.back().has_product = with_product.contains(rows.back().id);
        }
        return rows;
    }

    bool passes(const Row& row) const {
        const auto& q = question_;
        if (!q.days.contains(row.happened_at) || (q.product_id && !row.has_product)) return false;
        if (q.financial_status && row.financial_status != *q.financial_status) return false;
        if (q.fulfillment_status &&
            row.fulfillment_status.value_or(std::string(unfulfilled)) != *q.fulfillment_status)
            return false;
        if (q.channel && row.channel.value_or("") != *q.channel) return false;
        if (q.customer_id && (!row.customer || row.customer->id != *q.customer_id)) return false;
        if (q.test && row.test != *q.test) return false;
        if (q.cancelled && row.cancelled_at.has_value() != *q.cancelled) return false;
        if (q.counted && row.order_value.has_value() != *q.counted) return false;
        if (!is_when(row) || !is_worth(row)) return false;
        return !q.search || is_found(row, *q.search, q.finds_people);
    }

    Place place_of(const Row& row) const {
        return {
            sort.key == OrderKey::processed_at ? row.happened_at.ms : row.total_price, {}, row.id};
    }

    void complete(std::vector<Row>& rows) {
        const auto places = places_of(rows);
        for (const auto& sum : reader_.all<sql::SumNetSalesOfOrder>(ids_of(rows)))
            rows[places.at(sum.order_id)].net_sales = sum.net_sales;
    }

    const http::Sort<OrderKey> sort;

  private:
    bool is_when(const Row& row) const {
        constexpr int thursday = 3;  // 1970-01-01 was one
        const auto weekday = ((row.day.number + thursday) % 7 + 7) % 7;
        if (question_.weekday && weekday != *question_.weekday) return false;
        return !question_.hour || question_.zone->local(row.happened_at).hour == *question_.hour;
    }

    bool is_worth(const Row& row) const {
        const auto& [from, below] =
            std::tie(question_.order_value_from, question_.order_value_below);
        if (!from && !below) return true;
        return row.order_value && (!from || *row.order_value >= from->minor) &&
               (!below || *row.order_value < below->minor);
    }

    std::unordered_set<std::int64_t> orders_with(std::int64_t product_id, const Ids& ids) {
        std::vector<sql::FindLineOfProduct::Params> params;
        for (const auto id : ids) params.push_back({reader_.store_id.value, id, product_id});
        std::unordered_set<std::int64_t> with_product;
        for (const auto& row : reader_.transaction.batch_all<sql::FindLineOfProduct>(params))
            with_product.insert(row.order_id);
        return with_product;
    }

    /// Of these customers; no more once there are too many.
    Ids orders_of(const Ids& customers) {
        Ids orders;
        for (std::size_t i = 0; i < customers.size() && orders.size() <= few_rows_max;
             i += customers_step) {
            std::vector<sql::ListOrdersOfCustomer::Params> params;
            for (std::size_t k = i; k < std::min(i + customers_step, customers.size()); ++k)
                params.push_back({reader_.store_id.value, customers[k], few_limit});
            for (const auto& row : reader_.transaction.batch_all<sql::ListOrdersOfCustomer>(params))
                orders.push_back(row.order_id);
        }
        return orders;
    }

    /// Of people who are called so, guests too; none: too many are.
    std::optional<Ids> orders_of_people(const std::string& search) {
        const auto customers =
            find_customers_called(reader_.transaction, reader_.store_id, search, few_customers_max);
        if (customers.size() > few_customers_max) return std::nullopt;
        auto ids = orders_of(customers);
        append<sql::FindOrdersByGuest>(ids, search);
        if (ids.size() > few_rows_max) return std::nullopt;
        return ids;
    }

    std::optional<Ids> few_found(const std::string& search) {
        auto of_people = question_.finds_people ? orders_of_people(search) : Ids();
        if (!of_people) return std::nullopt;
        auto& ids = *of_people;
        append<sql::FindOrdersByName>(ids, search);
        append<sql::FindOrdersByName>(ids, with_hash(search));
        std::ranges::sort(ids);
        const auto [first, last] = std::ranges::unique(ids);
        ids.erase(first, last);
        if (ids.size() > few_rows_max) return std::nullopt;
        return of_people;
    }

    template <class Q>
    void append(Ids& ids, const std::string& low) {
        const auto high = end_of(low);
        for (const auto& row :
             reader_.transaction.all<Q>({reader_.store_id.value, low, high, few_limit}))
            ids.push_back(row.order_id);
    }

    Reader reader_;
    const OrdersQuestion& question_;
};

}  // namespace

OrdersQuestion read_orders_question(http::Query& query, const http::Request& request,
                                    const TimeZone& zone, Currency currency) {
    constexpr http::SortName<OrderKey> keys[] = {{"processed_at", OrderKey::processed_at},
                                                 {"total_price", OrderKey::total_price}};
    OrdersQuestion question;
    question.sort = http::read_sort<OrderKey>(query, request, keys, question.sort);
    question.days = read_days(query, zone);
    question.search = query.find("q", &http::parse_search);
    question.financial_status = query.find("financial_status", &parse_word);
    question.fulfillment_status = query.find("fulfillment_status", &parse_word);
    question.channel = query.find("channel", &parse_text);
    question.customer_id = query.find("customer", &parse_object_id);
    question.product_id = query.find("product", &parse_object_id);
    question.test = query.find("test", &parse_flag);
    question.cancelled = query.find("cancelled", &parse_flag);
    question.counted = query.find("counted", &parse_flag);
    question.weekday = query.find("weekday", &parse_weekday);
    question.hour = query.find("hour", &parse_hour);
    question.zone = zone;
    question.order_value_from = find_money(query, "order_value_from", currency);
    question.order_value_below = find_money(query, "order_value_below", currency);
    return question;
}

Page<OrderRow> read_rows(db::Transaction& transaction, StoreId store_id,
                         const OrdersQuestion& question, const std::optional<Place>& after,
                         std::int64_t limit) {
    Orders orders(transaction, store_id, question);
    return read_page(orders, after, limit);
}

std::optional<OrderRow> find_order(db::Transaction& transaction, StoreId store_id, OrderId id) {
    const OrdersQuestion any;
    Orders orders(transaction, store_id, any);
    auto rows = orders.fetch({id.value});
    if (rows.empty()) return std::nullopt;
    orders.complete(rows);
    return std::move(rows.front());
}

template <class Out>
void tell(Out& out, const OrderRow& row, Currency currency) {
    out.member("id", digits(row.id)).member("name", row.name);
    out.member("processed_at", row.happened_at.text()).member("day", row.day.text());
    out.object("customer", row.customer, [](auto& fields, const OrderCustomer& customer) {
        fields.member("id", digits(customer.id));
        fields.member("name", commerce::full_name(customer.first_name, customer.last_name));
        fields.member("email", customer.email);
    });
    out.member("financial_status", row.financial_status);
    out.member("fulfillment_status", row.fulfillment_status);
    out.member("cancelled_at", instant_text(row.cancelled_at)).member("test", row.test);
    out.member("channel", row.channel);
    out.member("total_price", money_text(row.total_price, currency));
    out.member("order_value", money_text(row.order_value, currency));
    out.member("net_sales", money_text(row.net_sales, currency));
}

template void tell(JsonFields&, const OrderRow&, Currency);
template void tell(CsvFields&, const OrderRow&, Currency);
template void tell(ColumnNames&, const OrderRow&, Currency);

}  // namespace tillwatch::listing
