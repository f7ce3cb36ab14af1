// A line of a bulk operation's result: one object of the GraphQL API (camelCase keys, global ids).
// An object of a connection is a line of its own, which names the object it belongs to
// (`__parentId`): an order's line items, a product's variants. Such lines are read one at a time
// here and put together by BulkAssembler.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "commerce/snapshots.hpp"
#include "json/reader.hpp"

namespace tillwatch::shopify {

/// An order's own line: what is neither a line item nor another child.
struct BulkOrder {
    commerce::Order order;
    std::optional<commerce::Customer> shown;
    std::optional<Instant> updated_at;
    bool full = false;  // it has a currency and a date: with its line items it is a whole order
};

struct BulkLineItem {
    commerce::LineItem line;
    std::vector<commerce::Charge> duties;
};

struct BulkShippingLine {
    commerce::ShippingLine line;
    bool removed = false;
};

/// The sales of one agreement are its children.
struct BulkAgreement {
    Instant happened_at;
};

struct BulkRow {
    /// std::monostate: it is counted and says nothing that is read.
    using Content =
        std::variant<std::monostate, std::unique_ptr<BulkOrder>,
                     std::unique_ptr<commerce::CustomerSighting>,
                     std::unique_ptr<commerce::Product>, BulkLineItem, BulkShippingLine,
                     commerce::Variant, commerce::Address, BulkAgreement, commerce::AgreementSale>;

    std::int64_t line = 0;
    std::size_t bytes = 0;
    std::string id;           // empty: it has none, and no children
    std::string parent_id;    // empty: it is nobody's child
    std::int64_t number = 0;  // of the id
    Content content;
    std::string problem;  // why it is rejected; empty: it is not

    bool is_root() const { return parent_id.empty(); }
};

/// Whether a line is one of a bulk operation's.
bool is_bulk_row(const json::Value& document);

BulkRow read_bulk_row(const json::Value& document, Currency currency);

}  // namespace tillwatch::shopify
