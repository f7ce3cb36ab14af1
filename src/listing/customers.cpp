#include "listing/customers.hpp"

#include <limits>
#include <unordered_map>
#include <utility>

#include "commerce/full_name.hpp"
#include "listing/fields.hpp"
#include "listing/reader.hpp"
#include "listing/search.hpp"
#include "listing/sql.hpp"

namespace tillwatch::listing {
namespace {

constexpr auto least = std::numeric_limits<std::int64_t>::min();

CustomerRow row_of(sql::ListCustomerRows::Row&& row) {
    return {.id = row.customer_id,
            .first_name = std::move(row.first_name),
            .last_name = std::move(row.last_name),
            .email = std::move(row.email),
            .phone = std::move(row.phone),
            .created_at = row.created_at,
            .addresses = {}};
}

commerce::Address address_of(sql::ListCustomerAddresses::Row&& row) {
    return {.is_default = row.is_default != 0,
            .name = std::move(row.name),
            .company = std::move(row.company),
            .address1 = std::move(row.address1),
            .address2 = std::move(row.address2),
            .city = std::move(row.city),
            .province = std::move(row.province),
            .zip = std::move(row.zip),
            .country_code = std::move(row.country_code),
            .phone = std::move(row.phone)};
}

class Customers {
  public:
    using Row = CustomerRow;
    using Id = std::int64_t;

    Customers(db::Transaction& transaction, StoreId store_id, const CustomersQuestion& question)
        : sort(question.sort), reader_(transaction, store_id), question_(question) {}

    std::optional<Ids> few() {
        if (!question_.search) return std::nullopt;
        auto ids = find_customers_called(reader_.transaction, reader_.store_id, *question_.search,
                                         few_rows_max);
        if (ids.size() > few_rows_max) return std::nullopt;
        return ids;
    }

    bool looks_at_all() const { return sort.key != CustomerKey::created_at; }

    std::vector<Candidate<Id>> next(const std::optional<Place>& after, std::int64_t limit) {
        if (looks_at_all()) {
            const auto from = after.value_or(before_all_sums(sort.descending));
            return reader_.candidates<sql::ListCustomersBySum>(
                {reader_.store_id.value, sort.key == CustomerKey::orders ? 1 : 0,
                 sort.descending ? -1 : 1, from.number, from.id, limit});
        }
        const auto& days = question_.days;
        if (sort.descending) {
            const auto from = after.value_or(Place{days.until.ms, {}, least});
            return reader_.candidates<sql::ListCustomersNewest>(
                {reader_.store_id.value, days.since.ms, from.number, from.id, limit});
        }
        const auto from = after.value_or(Place{days.since.ms, {}, least});
        return reader_.candidates<sql::ListCustomersOldest>(
            {reader_.store_id.value, days.until.ms, from.number, from.id, limit});
    }

    /// With the sums, which a question may be about.
    std::vector<Row> fetch(const Ids& ids) {
        std::vector<Row> rows;
        for (auto& row : reader_.all<sql::ListCustomerRows>(ids))
            rows.push_back(row_of(std::move(row)));
        const auto places = places_of(rows);
        for (const auto& total : reader_.all<sql::FindCustomerTotals>(ids)) {
            const auto place = places.find(total.customer_id);
            if (place == places.end()) continue;
            rows[place->second].orders = total.orders;
            rows[place->second].net_sales = total.net_sales;
        }
        return rows;
    }

    bool passes(const Row& row) const {
        const auto& q = question_;
        if (q.days != Span{} && !(row.created_at && q.days.contains({*row.created_at})))
            return false;
        if (q.has_orders && (row.orders > 0) != *q.has_orders) return false;
        return !q.search ||
               is_called(row.email.value_or(""), row.first_name, row.last_name, *q.search);
    }

    Place place_of(const Row& row) const {
        switch (sort.key) {
            case CustomerKey::created_at: return {row.created_at.value_or(0), {}, row.id};
            case CustomerKey::orders: return {row.orders, {}, row.id};
            case CustomerKey::net_sales: return {row.net_sales, {}, row.id};
        }
        std::unreachable();
    }

    void complete(std::vector<Row>& rows) {
        const auto ids = ids_of(rows);
        const auto places = places_of(rows);
        for (const auto& times : reader_.all<sql::FindOrderTimes>(ids)) {
            auto& row = rows[places.at(times.customer_id)];
            row.first_order_at = times.first_order_at;
            row.last_order_at = times.last_order_at;
        }
        for (auto& address : reader_.all<sql::ListCustomerAddresses>(ids))
            rows[places.at(address.customer_id)].addresses.push_back(
                address_of(std::move(address)));
    }

    const http::Sort<CustomerKey> sort;

  private:
    Reader reader_;
    const CustomersQuestion& question_;
};

}  // namespace

CustomersQuestion read_customers_question(http::Query& query, const http::Request& request,
                                          const TimeZone& zone) {
    constexpr http::SortName<CustomerKey> keys[] = {{"created_at", CustomerKey::created_at},
                                                    {"orders", CustomerKey::orders},
                                                    {"net_sales", CustomerKey::net_sales}};
    CustomersQuestion question;
    question.sort = http::read_sort<CustomerKey>(query, request, keys, question.sort);
    question.days = read_days(query, zone);
    question.search = query.find("q", &http::parse_search);
    question.has_orders = query.find("has_orders", &parse_flag);
    return question;
}

Page<CustomerRow> read_rows(db::Transaction& transaction, StoreId store_id,
                            const CustomersQuestion& question, const std::optional<Place>& after,
                            std::int64_t limit) {
    Customers customers(transaction, store_id, question);
    return read_page(customers, after, limit);
}

std::optional<CustomerRow> find_customer(db::Transaction& transaction, StoreId store_id,
                                         CustomerId id) {
    const CustomersQuestion any;
    Customers customers(transaction, store_id, any);
    auto rows = customers.fetch({id.value});
    if (rows.empty()) return std::nullopt;
    customers.complete(rows);
    return std::move(rows.front());
}

template <class Out>
void tell(Out& out, const CustomerRow& row, Currency currency) {
    out.member("id", digits(row.id));
    out.member("name", commerce::full_name(row.first_name, row.last_name));
    out.member("email", row.email).member("phone", row.phone);
    out.member("created_at", instant_text(row.created_at)).member("orders", row.orders);
    out.member("net_sales", money_text(row.net_sales, currency));
    out.member("first_order_at", instant_text(row.first_order_at));
    out.member("last_order_at", instant_text(row.last_order_at));
    out.list("addresses", row.addresses, [](JsonFields& fields, const commerce::Address& address) {
        fields.member("is_default", address.is_default).member("name", address.name);
        fields.member("company", address.company).member("address1", address.address1);
        fields.member("address2", address.address2).member("city", address.city);
        fields.member("province", address.province).member("zip", address.zip);
        fields.member("country", address.country_code).member("phone", address.phone);
    });
}

template void tell(JsonFields&, const CustomerRow&, Currency);
template void tell(CsvFields&, const CustomerRow&, Currency);
template void tell(ColumnNames&, const CustomerRow&, Currency);

}  // namespace tillwatch::listing
