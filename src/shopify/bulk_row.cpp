#include "shopify/bulk_row.hpp"

#include "shopify/customer_payload.hpp"
#include "shopify/global_id.hpp"
#include "shopify/graphql_order.hpp"
#include "shopify/graphql_payload.hpp"

namespace tillwatch::shopify {
namespace {

/// What a row is, by its global id, or by its type name where it has no id.
std::string_view kind_of(const json::Value& document, const std::optional<GlobalId>& id) {
    if (id) return id->kind;
    const auto name = document.find_present("__typename");
    return name ? name->text().value_or("") : "";
}

template <class T>
std::unique_ptr<T> boxed(T value) {
    return std::make_unique<T>(std::move(value));
}

/// Those that stand for themselves; monostate for any other.
BulkRow::Content read_root(std::string_view kind, std::int64_t number, const Fields& fields,
                           Currency currency) {
    if (kind == "Order") return boxed(read_graphql_order({number}, fields, currency));
    if (kind == "Customer") return boxed(read_graphql_customer({number}, fields));
    if (kind == "Product") return boxed(read_graphql_product({number}, fields));
    fields.refuse("id", "is of no known kind");
    return std::monostate{};
}

BulkRow::Content read_child(std::string_view kind, std::int64_t number, const Fields& fields) {
    if (kind == "LineItem") return read_graphql_line({number}, fields);
    if (kind == "ShippingLine") return read_graphql_shipping_line(fields);
    if (kind == "ProductVariant") return read_graphql_variant({number}, fields);
    if (kind == "MailingAddress") return read_address(fields, graphql_address_keys);
    if (kind.ends_with("Agreement")) return read_graphql_agreement(fields);
    if (kind.ends_with("Sale")) return read_graphql_sale(fields);
    return std::monostate{};
}

}  // namespace

bool is_bulk_row(const json::Value& document) {
    if (document.find_present("__parentId")) return true;
    const auto id = document.find_present("id");
    return id && id->text().value_or("").starts_with("gid://");
}

BulkRow read_bulk_row(const json::Value& document, Currency currency) {
    Reading reading{currency};
    const Fields fields(document, reading);
    BulkRow row;
    row.id = fields.text("id").value_or("");
    row.parent_id = fields.text("__parentId").value_or("");
    row.number = fields.global_id("id").value_or(0);
    const auto kind = kind_of(document, GlobalId::parse(row.id));
    if (reading.problem.empty())
        row.content = row.is_root() ? read_root(kind, row.number, fields, currency)
                                    : read_child(kind, row.number, fields);
    row.problem = std::move(reading.problem);
    return row;
}

}  // namespace tillwatch::shopify
