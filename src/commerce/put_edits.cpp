#include <algorithm>
#include <map>

#include "commerce/sql.hpp"
#include "commerce/stored_version.hpp"
#include "commerce/tables.hpp"

namespace tillwatch::commerce {
namespace {

constexpr std::int64_t addition = 1;
constexpr std::int64_t removal = 2;

void add_lines(std::vector<sql::InsertOrderEditLine::Params>& rows, StoreId store_id,
               const OrderEdit& edit) {
    std::int64_t position = 0;
    const auto add = [&](const std::vector<EditedUnits>& lines, std::int64_t kind) {
        for (const auto& line : lines)
            rows.push_back({.store_id = store_id.value,
                            .order_id = edit.order_id.value,
                            .edit_id = edit.id.value,
                            .position = position++,
                            .kind = kind,
                            .line_item_id = line.line_item_id.value,
                            .units = line.units});
    };
    add(edit.additions, addition);
    add(edit.removals, removal);
}

void add_sales(std::vector<sql::InsertAgreementSale::Params>& rows, StoreId store_id,
               const OrderAgreements& agreements) {
    std::int64_t position = 0;
    for (const auto& sale : agreements.sales)
        rows.push_back({.store_id = store_id.value,
                        .order_id = agreements.order_id.value,
                        .position = position++,
                        .happened_at = sale.happened_at.ms,
                        .action = static_cast<std::int64_t>(sale.action),
                        .line_type = static_cast<std::int64_t>(sale.line_type),
                        .quantity = sale.quantity,
                        .total = sale.total.minor,
                        .tax = sale.tax.minor,
                        .discount = sale.discount.minor,
                        .line_item_id = number_of(sale.line_item_id)});
}

template <class Q>
void send(db::Transaction& transaction, const std::vector<typename Q::Params>& rows) {
    if (!rows.empty()) transaction.send_batch<Q>(rows);
}

}  // namespace

void put_edit_sightings(db::Transaction& transaction, StoreId store_id,
                        std::span<const OrderEditSighting* const> edits) {
    std::vector<sql::UpsertOrderEdit::Params> rows;
    std::vector<sql::DeleteLinesOfEdit::Params> old_lines;
    std::vector<sql::InsertOrderEditLine::Params> lines;
    for (const auto* sighting : edits) {
        const auto& [edit, version] = *sighting;
        auto& row = rows.emplace_back();
        row.store_id = store_id.value;
        row.order_id = edit.order_id.value;
        row.edit_id = edit.id.value;
        row.committed_at = edit.committed_at.ms;
        put_version(row, version);
        old_lines.push_back({store_id.value, edit.order_id.value, edit.id.value});
        add_lines(lines, store_id, edit);
    }
    send<sql::UpsertOrderEdit>(transaction, rows);
    send<sql::DeleteLinesOfEdit>(transaction, old_lines);
    send<sql::InsertOrderEditLine>(transaction, lines);
}

void put_agreements(db::Transaction& transaction, StoreId store_id,
                    std::span<const OrderAgreements* const> agreements) {
    std::vector<sql::UpsertOrderAgreements::Params> rows;
    std::vector<sql::DeleteAgreementSales::Params> old_sales;
    std::vector<sql::InsertAgreementSale::Params> sales;
    for (const auto* of_order : agreements) {
        auto& row = rows.emplace_back();
        row.store_id = store_id.value;
        row.order_id = of_order->order_id.value;
        put_version(row, of_order->version);
        old_sales.push_back({store_id.value, of_order->order_id.value});
        add_sales(sales, store_id, *of_order);
    }
    send<sql::UpsertOrderAgreements>(transaction, rows);
    send<sql::DeleteAgreementSales>(transaction, old_sales);
    send<sql::InsertAgreementSale>(transaction, sales);
}

void put_milestones(db::Transaction& transaction, StoreId store_id,
                    std::span<const Milestone> milestones) {
    // One row of each: PostgreSQL changes none twice in a statement.
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> earliest;
    for (const auto& [order_id, kind, reached_at] : milestones) {
        const auto key = std::pair(order_id.value, static_cast<std::int64_t>(kind));
        auto& known = earliest.try_emplace(key, reached_at.ms).first->second;
        known = std::min(known, reached_at.ms);
    }
    std::vector<sql::UpsertOrderMilestone::Params> rows;
    for (const auto& [key, reached_at] : earliest)
        rows.push_back({store_id.value, key.first, key.second, reached_at});
    send<sql::UpsertOrderMilestone>(transaction, rows);
}

std::vector<Milestone> list_milestones(db::Transaction& transaction, StoreId store_id, OrderId id) {
    std::vector<Milestone> milestones;
    for (const auto& row : transaction.all<sql::ListOrderMilestones>({store_id.value, id.value}))
        milestones.push_back({id, static_cast<Milestone::Kind>(row.kind), {row.reached_at}});
    return milestones;
}

}  // namespace tillwatch::commerce
