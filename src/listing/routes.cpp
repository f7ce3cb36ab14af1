#include "listing/routes.hpp"

#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "base/storable_text.hpp"
#include "http/csv.hpp"
#include "listing/checkouts.hpp"
#include "listing/customers.hpp"
#include "listing/fields.hpp"
#include "listing/masking.hpp"
#include "listing/orders.hpp"
#include "listing/products.hpp"
#include "listing/whole_order.hpp"

namespace tillwatch::listing {
namespace {

const stores::Membership& membership_of(const http::Request& request) {
    return *request.caller<stores::Membership>();
}

const stores::Store& store_of(const http::Request& request) {
    return membership_of(request).store;
}

template <class Rows>
void mask_for(const stores::Membership& member, Rows& rows) {
    if (member.sees_personal_data) return;
    for (auto& row : rows) mask(row);
}

/// What finds people tells of them, whatever is shown.
void refuse_search(http::Query& query, const http::Request& request) {
    if (request.query("q") && !membership_of(request).sees_personal_data)
        query.refuse("q", "searches personal data, which you may not see");
}

std::optional<Place> read_place(const Listing& listing, const http::Request& request) {
    const auto text = listing.cursors.read(request);
    if (!text) return std::nullopt;
    auto place = parse_place(*text);
    if (!place) http::refuse_cursor();
    return place;
}

template <class Row>
std::string page_json(const Listing& listing, const Page<Row>& page, const http::Request& request,
                      Currency currency) {
    json::Writer out;
    JsonFields fields(out);
    out.begin_object().key("items").begin_array();
    for (const auto& row : page.rows) {
        out.begin_object();
        tell(fields, row, currency);
        out.end_object();
    }
    out.end_array();
    std::optional<std::string> next;
    if (page.next) next = listing.cursors.text(request, text_of(*page.next));
    out.member("next_cursor", next).end_object();
    return out.take();
}

template <class Row>
std::string page_csv(const Page<Row>& page, const Columns& columns, bool with_head,
                     Currency currency) {
    http::CsvWriter out;
    if (with_head) {
        for (std::size_t i = 0; i < columns.names.size(); ++i)
            if (columns.shown[i]) out.cell(columns.names[i]);
        out.end_row();
    }
    CsvFields fields(out, columns);
    for (const auto& row : page.rows) {
        tell(fields, row, currency);
        fields.end_row();
    }
    return out.take();
}

/// Those that are asked for, or all.
template <class Row>
Columns read_columns(http::Query& query, const http::Request& request) {
    ColumnNames of_row;
    tell(of_row, Row{}, store_of(request).currency);
    Columns columns{of_row.take(), {}};
    const auto asked = request.query("columns");
    columns.shown.assign(columns.names.size(), !asked);
    bool known = !asked || !asked->empty();
    for (const auto name : std::views::split(asked.value_or(""), ',')) {
        const auto found = std::ranges::find(columns.names, std::string_view(name));
        if (found == columns.names.end())
            known = false;
        else
            columns.shown[static_cast<std::size_t>(found - columns.names.begin())] = true;
    }
    if (!known)
        query.refuse("columns", fmt::format("is a list of {}", fmt::join(columns.names, ", ")));
    return columns;
}

template <class Question>
http::Response export_rows(Listing& listing, const http::Request& request, std::string_view what,
                           const Question& question, const Columns& columns) {
    using Piece = http::CsvPiece<Place>;
    const auto& member = membership_of(request);
    const auto read = [&listing, member, question, columns](const std::optional<Place>& after) {
        auto page = listing.state.read([&](db::Transaction& transaction) {
            return read_rows(transaction, member.store.id, question, after, http::csv_piece_rows);
        });
        mask_for(member, page.rows);
        return Piece{page_csv(page, columns, !after, member.store.currency), page.next};
    };
    return listing.exports.answer(request, what, http::piece_by_piece<Place>(read));
}

template <class Question>
http::Response answer(Listing& listing, const http::Request& request, std::string_view what,
                      const Question& question, const Columns& columns, std::int64_t limit) {
    const auto& member = membership_of(request);
    const auto& store = member.store;
    const auto after = read_place(listing, request);
    if (http::wants_csv(request)) return export_rows(listing, request, what, question, columns);
    auto page = listing.state.read([&](db::Transaction& transaction) {
        return read_rows(transaction, store.id, question, after, limit);
    });
    mask_for(member, page.rows);
    return http::json(200, page_json(listing, page, request, store.currency))
        .header("Vary", "Accept");
}

/// A customer or product of another store is as one that nobody knows. One that was deleted is
/// known by its orders.
void refuse_unknown(Listing& listing, StoreId store_id, const OrdersQuestion& question) {
    const auto [customer_id, product_id] = std::pair(question.customer_id, question.product_id);
    if (!customer_id && !product_id) return;
    listing.state.read([&](db::Transaction& transaction) {
        // A page without rows that is not the last found none so far, among very many.
        const auto may_have_orders = [&](const OrdersQuestion& only) {
            const auto page = read_rows(transaction, store_id, only, std::nullopt, 1);
            return !page.rows.empty() || page.next;
        };
        if (customer_id && !find_customer(transaction, store_id, {*customer_id}) &&
            !may_have_orders({.customer_id = customer_id}))
            throw Failure(Code::not_found, "there is no such customer");
        if (product_id && !find_product(transaction, store_id, {*product_id}) &&
            !may_have_orders({.product_id = product_id}))
            throw Failure(Code::not_found, "there is no such product");
    });
}

http::Response list_orders(Listing& listing, http::Request& request) {
    constexpr std::string_view parameters[] = {"limit",
                                               "cursor",
                                               "q",
                                               "sort",
                                               "columns",
                                               "from",
                                               "to",
                                               "financial_status",
                                               "channel",
                                               "customer",
                                               "product",
                                               "test",
                                               "cancelled",
                                               "fulfillment_status",
                                               "counted",
                                               "weekday",
                                               "hour",
                                               "order_value_from",
                                               "order_value_below"};
    http::Query query(request, parameters);
    const auto limit = http::read_limit(query);
    auto question =
        read_orders_question(query, request, store_of(request).zone, store_of(request).currency);
    question.finds_people = membership_of(request).sees_personal_data;
    const auto columns = read_columns<OrderRow>(query, request);
    query.throw_if_refused();
    refuse_unknown(listing, store_of(request).id, question);
    return answer(listing, request, "orders", question, columns, limit);
}

http::Response list_customers(Listing& listing, http::Request& request) {
    constexpr std::string_view parameters[] = {"limit",   "cursor", "q",  "sort",
                                               "columns", "from",   "to", "has_orders"};
    http::Query query(request, parameters);
    const auto limit = http::read_limit(query);
    const auto question = read_customers_question(query, request, store_of(request).zone);
    refuse_search(query, request);
    const auto columns = read_columns<CustomerRow>(query, request);
    query.throw_if_refused();
    return answer(listing, request, "customers", question, columns, limit);
}

http::Response list_products(Listing& listing, http::Request& request) {
    constexpr std::string_view parameters[] = {"limit",  "cursor",       "q",     "sort", "columns",
                                               "vendor", "product_type", "status"};
    http::Query query(request, parameters);
    const auto limit = http::read_limit(query);
    const auto question = read_products_question(query, request);
    const auto columns = read_columns<ProductRow>(query, request);
    query.throw_if_refused();
    return answer(listing, request, "products", question, columns, limit);
}

http::Response list_checkouts(Listing& listing, http::Request& request) {
    constexpr std::string_view parameters[] = {"limit", "cursor", "q",     "sort",  "columns",
                                               "from",  "to",     "state", "figure"};
    http::Query query(request, parameters);
    const auto limit = http::read_limit(query);
    const auto question =
        read_checkouts_question(query, request, store_of(request).zone, listing.clock.now());
    refuse_search(query, request);
    const auto columns = read_columns<CheckoutRow>(query, request);
    query.throw_if_refused();
    return answer(listing, request, "checkouts", question, columns, limit);
}

/// What `read` finds, or that there is none.
template <class Read>
http::Response answer_one(Listing& listing, const http::Request& request, const char* none,
                          Read read) {
    http::Query(request, {}).throw_if_refused();
    auto found = listing.state.read(read);
    if (!found) throw Failure(Code::not_found, none);
    return http::json(200, *std::move(found));
}

std::int64_t id_of(const http::Request& request, std::string_view name, const char* none) {
    const auto id = parse_object_id(request.parameter(name));
    if (!id) throw Failure(Code::not_found, none);
    return *id;
}

http::Response get_order(Listing& listing, http::Request& request) {
    constexpr auto none = "there is no such order";
    const OrderId id{id_of(request, "order", none)};
    return answer_one(listing, request, none, [&](db::Transaction& transaction) {
        return whole_order_json(transaction, membership_of(request), id);
    });
}

/// One row alone.
template <class Row>
std::optional<std::string> row_json(std::optional<Row> row, const stores::Membership& member) {
    if (!row) return std::nullopt;
    if (!member.sees_personal_data) mask(*row);
    json::Writer out;
    out.begin_object();
    JsonFields fields(out);
    tell(fields, *row, member.store.currency);
    out.end_object();
    return out.take();
}

http::Response get_customer(Listing& listing, http::Request& request) {
    constexpr auto none = "there is no such customer";
    const CustomerId id{id_of(request, "customer", none)};
    const auto& member = membership_of(request);
    return answer_one(listing, request, none, [&](db::Transaction& transaction) {
        return row_json(find_customer(transaction, member.store.id, id), member);
    });
}

http::Response get_product(Listing& listing, http::Request& request) {
    constexpr auto none = "there is no such product";
    const ProductId id{id_of(request, "product", none)};
    const auto& member = membership_of(request);
    return answer_one(listing, request, none, [&](db::Transaction& transaction) {
        return row_json(find_product(transaction, member.store.id, id), member);
    });
}

http::Response get_checkout(Listing& listing, http::Request& request) {
    constexpr auto none = "there is no such checkout";
    const auto token = request.parameter("token");
    if (!is_storable_text(token)) throw Failure(Code::not_found, none);
    return answer_one(listing, request, none, [&](db::Transaction& transaction) {
        return whole_checkout_json(transaction, membership_of(request), token, listing.clock.now());
    });
}

constexpr http::Route<Listing> table[] = {
    {http::Method::get, "/api/v1/stores/{store}/orders", http::Access::store_list, 0,
     http::Blocking<Listing>{list_orders}},
    {http::Method::get, "/api/v1/stores/{store}/orders/{order}", http::Access::store_viewer, 0,
     http::Blocking<Listing>{get_order}},
    {http::Method::get, "/api/v1/stores/{store}/customers", http::Access::store_list, 0,
     http::Blocking<Listing>{list_customers}},
    {http::Method::get, "/api/v1/stores/{store}/customers/{customer}", http::Access::store_viewer,
     0, http::Blocking<Listing>{get_customer}},
    {http::Method::get, "/api/v1/stores/{store}/products", http::Access::store_list, 0,
     http::Blocking<Listing>{list_products}},
    {http::Method::get, "/api/v1/stores/{store}/products/{product}", http::Access::store_viewer, 0,
     http::Blocking<Listing>{get_product}},
    {http::Method::get, "/api/v1/stores/{store}/checkouts", http::Access::store_list, 0,
     http::Blocking<Listing>{list_checkouts}},
    {http::Method::get, "/api/v1/stores/{store}/checkouts/{token}", http::Access::store_viewer, 0,
     http::Blocking<Listing>{get_checkout}},
};

}  // namespace

std::span<const http::Route<Listing>> routes() {
    return table;
}

}  // namespace tillwatch::listing
