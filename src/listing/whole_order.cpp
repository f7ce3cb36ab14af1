#include "listing/whole_order.hpp"

#include "commerce/tables.hpp"
#include "json/reader.hpp"
#include "ledger/names.hpp"
#include "listing/fields.hpp"
#include "listing/masking.hpp"
#include "listing/orders.hpp"
#include "listing/sql.hpp"
#include "stores/masking.hpp"

namespace tillwatch::listing {
namespace {

using commerce::RefundAdjustment;

constexpr std::int64_t millionths = 1'000'000;

std::string_view name_of(RefundAdjustment::Kind kind) {
    switch (kind) {
        case RefundAdjustment::Kind::shipping_line:
        case RefundAdjustment::Kind::shipping: return "shipping";
        case RefundAdjustment::Kind::discrepancy: return "discrepancy";
        case RefundAdjustment::Kind::duty: return "duty";
        case RefundAdjustment::Kind::fee: return "fee";
    }
    return "";
}

std::string_view name_of(commerce::Milestone::Kind kind) {
    switch (kind) {
        case commerce::Milestone::Kind::paid: return "paid";
        case commerce::Milestone::Kind::partially_fulfilled: return "partially_fulfilled";
        case commerce::Milestone::Kind::fulfilled: return "fulfilled";
    }
    return "";
}

/// Writes the parts of one order into an object that is open.
class Writing {
  public:
    Writing(json::Writer& out, Currency currency) : out_(out), currency_(currency) {}

    void facts(const commerce::Order& order) {
        out_.member("created_at", order.created_at.text());
        out_.member("updated_at", order.version.updated_at.text());
        out_.member("email", order.email).member("country", order.country_code);
        out_.member("referrer", order.referrer).member("checkout", order.checkout_token);
        out_.member("taxes_included", order.taxes_included);
        money("total_tax", order.total_tax);
        money("tip", order.tip);
        texts("discount_codes", order.discount_codes);
        texts("gateways", order.gateways);
    }

    void lines(const commerce::Order& order,
               const std::vector<sql::ListLineDetails::Row>& details) {
        out_.key("lines").begin_array();
        for (std::size_t i = 0; i < order.lines.size(); ++i) {
            out_.begin_object();
            line(order.lines[i]);
            tax_lines(details.at(i).tax_lines);
            allocations(details.at(i).discount_allocations);
            out_.end_object();
        }
        out_.end_array();
    }

    void shipping_lines(const commerce::Order& order) {
        each("shipping_lines", order.shipping_lines, [this](const commerce::ShippingLine& line) {
            money("price", line.price);
            money("discount", line.discount);
            money("tax", line.tax);
        });
    }

    void charges(std::string_view name, const std::vector<commerce::Charge>& charges) {
        each(name, charges, [this](const commerce::Charge& charge) {
            out_.member("line_item_id", digits(number_of(charge.line_item_id)));
            money("price", charge.price);
            money("tax", charge.tax);
        });
    }

    void refunds(const std::vector<commerce::Refund>& refunds) {
        each("refunds", refunds, [this](const commerce::Refund& refund) {
            out_.member("id", digits(refund.id.value));
            out_.member("processed_at", refund.happened_at.text());
            each("lines", refund.lines, [this](const commerce::RefundLine& line) {
                out_.member("line_item_id", digits(line.line_item_id.value));
                out_.member("quantity", line.quantity);
                money("subtotal", line.subtotal);
                money("tax", line.tax);
            });
            each("adjustments", refund.adjustments, [this](const RefundAdjustment& adjustment) {
                out_.member("kind", name_of(adjustment.kind));
                money("amount", adjustment.amount);
                money("tax", adjustment.tax);
            });
        });
    }

    void edits(const std::vector<commerce::OrderEditSighting>& sightings) {
        each("edits", sightings, [this](const commerce::OrderEditSighting& sighting) {
            const auto& edit = sighting.edit;
            out_.member("id", digits(edit.id.value));
            out_.member("committed_at", edit.committed_at.text());
            units("additions", edit.additions);
            units("removals", edit.removals);
        });
    }

    void milestones(const std::vector<commerce::Milestone>& milestones) {
        each("milestones", milestones, [this](const commerce::Milestone& milestone) {
            out_.member("kind", name_of(milestone.kind));
            out_.member("reached_at", milestone.reached_at.text());
        });
    }

    void sales(const std::vector<sql::ListSalesOfOrder::Row>& rows) {
        each("sales", rows, [this](const sql::ListSalesOfOrder::Row& row) { sale(row); });
    }

  private:
    template <class T, class Write>
    void each(std::string_view name, const std::vector<T>& elements, Write write) {
        out_.key(name).begin_array();
        for (const auto& element : elements) {
            out_.begin_object();
            write(element);
            out_.end_object();
        }
        out_.end_array();
    }

    void money(std::string_view name, Money amount) { out_.member(name, amount.text(currency_)); }

    void texts(std::string_view name, const std::vector<std::string>& texts) {
        out_.key(name).begin_array();
        for (const auto& text : texts) out_.value(text);
        out_.end_array();
    }

    void line(const commerce::LineItem& line) {
        out_.member("id", digits(line.id.value));
        out_.member("product_id", digits(number_of(line.product_id)));
        out_.member("variant_id", digits(number_of(line.variant_id)));
        out_.member("title", line.title).member("sku", line.sku).member("vendor", line.vendor);
        out_.member("quantity", line.quantity).member("current_quantity", line.current_quantity);
        money("price", line.price);
        money("discount", line.discount);
        money("tax", line.tax);
        out_.member("gift_card", line.gift_card).member("tip", line.tip);
    }

    /// As commerce/json_columns.hpp made them.
    void tax_lines(std::string_view column) {
        out_.key("tax_lines").begin_array();
        value_or_throw(parser_.parse(column)).each([this](json::Value line) {
            const auto rate = number(line, "rate_ppm");
            out_.begin_object();
            out_.member("title", line.find("title").value_or(json::Value()).text().value_or(""));
            out_.member("rate", fmt::format("{}.{:06}", rate / millionths, rate % millionths));
            money("price", {number(line, "price")});
            out_.end_object();
        });
        out_.end_array();
    }

    void allocations(std::string_view column) {
        out_.key("discount_allocations").begin_array();
        value_or_throw(parser_.parse(column)).each([this](json::Value allocation) {
            out_.begin_object().member("application", number(allocation, "application"));
            money("amount", {number(allocation, "amount")});
            out_.end_object();
        });
        out_.end_array();
    }

    static std::int64_t number(const json::Value& object, std::string_view name) {
        const auto found = object.find(name);
        return found ? found->integer().value_or(0) : 0;
    }

    void units(std::string_view name, const std::vector<commerce::EditedUnits>& edited) {
        each(name, edited, [this](const commerce::EditedUnits& of_line) {
            out_.member("line_item_id", digits(of_line.line_item_id.value));
            out_.member("units", of_line.units);
        });
    }

    void sale(const sql::ListSalesOfOrder::Row& row) {
        out_.member("happened_at", instant_text(row.happened_at));
        out_.member("day", Day{static_cast<std::int32_t>(row.day)}.text());
        out_.member("hour", row.hour);
        out_.member("action", ledger::name_of(static_cast<ledger::Action>(row.action)));
        out_.member("line_type", ledger::name_of(static_cast<ledger::LineType>(row.line_type)));
        out_.member("quantity", row.quantity);
        money("total", {row.total});
        money("tax", {row.tax});
        money("discount", {row.discount});
        money("net", {row.total - row.tax});
        money("gross", {row.total - row.tax + row.discount});
        out_.member("line_item_id", digits(row.line_item_id));
        out_.member("product_id", digits(row.product_id));
        out_.member("variant_id", digits(row.variant_id));
        out_.member("vendor", row.vendor).member("sku", row.sku);
        out_.member("inexact", row.inexact != 0);
    }

    json::Writer& out_;
    Currency currency_;
    json::Parser parser_;
};

/// The order's own copy of a refund counts where it has one (docs/metrics.md).
void add_refunds(commerce::Order& order, std::vector<commerce::RefundSighting> sightings) {
    const auto own = order.refunds;
    for (auto& sighting : sightings)
        if (std::ranges::find(own, sighting.refund.id, &commerce::Refund::id) == own.end())
            order.refunds.push_back(std::move(sighting.refund));
}

}  // namespace

std::optional<std::string> whole_order_json(db::Transaction& transaction,
                                            const stores::Membership& member, OrderId id) {
    const auto& store = member.store;
    auto row = find_order(transaction, store.id, id);
    if (!row) return std::nullopt;
    const std::span ids(&id, 1);
    auto order = commerce::list_orders(transaction, store.id, ids).at(0);
    add_refunds(order, commerce::list_refund_sightings(transaction, store.id, ids));
    if (!member.sees_personal_data) {
        mask(*row);
        stores::mask(order.email);
        stores::mask(order.referrer);  // what stands behind its path may name somebody
    }
    json::Writer out;
    out.begin_object();
    JsonFields fields(out);
    tell(fields, *row, store.currency);
    Writing writing(out, store.currency);
    writing.facts(order);
    writing.lines(order, transaction.all<sql::ListLineDetails>({store.id.value, id.value}));
    writing.shipping_lines(order);
    writing.charges("duties", order.duties);
    writing.charges("fees", order.fees);
    writing.refunds(order.refunds);
    writing.edits(commerce::list_edit_sightings(transaction, store.id, ids));
    writing.milestones(commerce::list_milestones(transaction, store.id, id));
    writing.sales(transaction.all<sql::ListSalesOfOrder>({store.id.value, id.value}));
    out.end_object();
    return out.take();
}

}  // namespace tillwatch::listing
