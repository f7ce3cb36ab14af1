#include "ledger/snapshot_sales.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "ledger/amounts.hpp"
#include "ledger/row.hpp"

namespace tillwatch::ledger {
namespace {

using commerce::EditedUnits;
using commerce::LineItem;
using commerce::Order;
using commerce::OrderEdit;
using commerce::Refund;
using commerce::RefundAdjustment;
using commerce::RefundLine;

/// A line, and what has become of it so far.
struct LineState {
    const LineItem* line = nullptr;
    Amounts amounts = {};           // of all its units
    std::int64_t booked_units = 0;  // by the order and its edits
    std::int64_t refunded_units = 0;
    std::int64_t missing_units = 0;  // gone without a refund, and not yet booked
    Amounts given_back = {};
    std::int64_t units_given_back = 0;
};

/// Units of a line that an edit added or removed.
struct Edited {
    Instant committed_at;
    LineState* state = nullptr;
    std::int64_t units = 0;
};

LineType adjusted_line_type(RefundAdjustment::Kind kind) {
    switch (kind) {
        case RefundAdjustment::Kind::shipping_line:
        case RefundAdjustment::Kind::shipping: return LineType::shipping;
        case RefundAdjustment::Kind::discrepancy: return LineType::adjustment;
        case RefundAdjustment::Kind::duty: return LineType::duty;
        case RefundAdjustment::Kind::fee: return LineType::fee;
    }
    return LineType::adjustment;
}

void set_amounts(Sale& sale, const Amounts& amounts) {
    sale.total = amounts.total;
    sale.tax = amounts.tax;
    sale.discount = amounts.discount;
}

/// Collects the rows of one order: first its own, then what came back, then what is missing.
class Book {
  public:
    Book(const commerce::EffectiveOrder& order, const TimeZone& zone)
        : order_(order.base), clocks_(zone), amounts_(amounts_of(order.base)) {
        for (std::size_t i = 0; i < order_.lines.size(); ++i)
            states_.push_back({.line = &order_.lines[i], .amounts = amounts_.lines[i]});
        sales_.reserve(order_.lines.size() + order_.shipping_lines.size() + 1);
        sort_refunds();
        sort_edits(order.edits);
    }

    std::vector<Sale> write() {
        write_lines(edited(&OrderEdit::additions));
        write_shipping();
        write_charges(order_.duties, LineType::duty);
        write_charges(order_.fees, LineType::fee);
        write_tip();
        for (const auto* refund : refunds_) write_refund(*refund);
        write_removals();
        if (is_reversed()) write_reversal();
        return std::move(sales_);
    }

  private:
    bool is_reversed() const { return order_.cancelled_at && order_.financial_status == "voided"; }

    /// By time, so that it does not matter in which order they are listed.
    void sort_refunds() {
        for (const auto& refund : order_.refunds) refunds_.push_back(&refund);
        std::ranges::sort(refunds_, {}, [](const Refund* refund) {
            return std::tuple(refund->happened_at, refund->id);
        });
    }

    /// Edits that the base does not know of yet do not count.
    void sort_edits(const std::vector<OrderEdit>& edits) {
        for (const auto& edit : edits)
            if (edit.committed_at <= order_.version.updated_at) edits_.push_back(&edit);
        std::ranges::sort(edits_, {}, [](const OrderEdit* edit) {
            return std::tuple(edit->committed_at, edit->id);
        });
    }

    LineState* find_line(LineItemId id) {
        if (by_id_.empty())
            for (auto& state : states_) by_id_.emplace(state.line->id, &state);
        const auto found = by_id_.find(id);
        return found == by_id_.end() ? nullptr : found->second;
    }

    std::vector<Edited> edited(std::vector<EditedUnits> OrderEdit::* list) {
        std::vector<Edited> all;
        for (const auto* edit : edits_)
            for (const auto& units : edit->*list)
                if (auto* state = find_line(units.line_item_id); state && units.units > 0)
                    all.push_back({edit->committed_at, state, units.units});
        return all;
    }

    Sale line_row(Instant happened_at, Action action, const LineItem& line) {
        auto sale = clocks_.row(happened_at, action, line_type_of(line));
        describe(sale, line);
        return sale;
    }

    void add(Sale sale) {
        if (!says_nothing(sale)) sales_.push_back(std::move(sale));
    }

    void write_lines(std::vector<Edited> additions) {
        for (auto& state : states_) state.booked_units = state.line->quantity;
        for (auto& addition : additions) {
            addition.units = std::min(addition.units, addition.state->booked_units);
            addition.state->booked_units -= addition.units;
        }
        for (const auto& state : states_) {
            auto sale = line_row(order_.happened_at, Action::order, *state.line);
            sale.quantity = state.booked_units;
            set_amounts(sale, next_units(state, 0, state.booked_units));
            add(std::move(sale));
        }
        for (const auto& addition : additions) write_addition(addition);
    }

    void write_addition(const Edited& addition) {
        auto& state = *addition.state;
        auto sale = line_row(addition.committed_at, Action::update, *state.line);
        sale.quantity = addition.units;
        set_amounts(sale, next_units(state, state.booked_units, addition.units));
        state.booked_units += addition.units;
        add(std::move(sale));
    }

    /// What `units` of a line come to, of those after its first `before`.
    Amounts next_units(const LineState& state, std::int64_t before, std::int64_t units) const {
        return units_of(*state.line, state.amounts, before, units, order_.taxes_included);
    }

    void write_shipping() {
        for (const auto& amounts : amounts_.shipping_lines)
            write_charge(LineType::shipping, 1, amounts);
    }

    void write_charges(const std::vector<commerce::Charge>& charges, LineType line_type) {
        for (const auto& charge : charges)
            write_charge(line_type, 1, {charge.price + charge.tax, charge.tax, {}});
    }

    /// A tip that is one of the lines is not told twice.
    void write_tip() {
        if (std::ranges::none_of(order_.lines, &LineItem::tip))
            write_charge(LineType::tip, 0, {order_.tip, {}, {}});
    }

    void write_charge(LineType line_type, std::int64_t quantity, const Amounts& amounts) {
        auto sale = clocks_.row(order_.happened_at, Action::order, line_type);
        sale.quantity = quantity;
        set_amounts(sale, amounts);
        kept(line_type) += amounts;
        add(std::move(sale));
    }

    /// What is kept of charges that are no lines.
    Amounts& kept(LineType line_type) { return kept_[static_cast<std::size_t>(line_type)]; }

    void write_refund(const Refund& refund) {
        for (const auto& refunded : refund.lines) {
            if (auto* state = find_line(refunded.line_item_id)) {
                write_refunded(refund, refunded, *state);
            } else {
                const LineItem nameless{.id = refunded.line_item_id};
                LineState unknown{.line = &nameless};
                write_refunded(refund, refunded, unknown);
            }
        }
        for (const auto& adjustment : refund.adjustments) write_adjustment(refund, adjustment);
    }

    void write_refunded(const Refund& refund, const RefundLine& refunded, LineState& state) {
        const auto total = with_tax(refunded.subtotal, refunded.tax, order_.taxes_included);
        const auto before =
            first_units(state.amounts.discount, state.refunded_units, state.line->quantity);
        state.refunded_units += refunded.quantity;
        const auto until =
            first_units(state.amounts.discount, state.refunded_units, state.line->quantity);
        give_back(refund.happened_at, state, refunded.quantity,
                  {total, refunded.tax, until - before}, false);
    }

    void give_back(Instant happened_at, LineState& state, std::int64_t units,
                   const Amounts& amounts, bool inexact) {
        auto sale = line_row(happened_at, Action::give_back, *state.line);
        sale.quantity = -units;
        set_amounts(sale, Amounts{} - amounts);
        sale.inexact = inexact;
        state.given_back += amounts;
        state.units_given_back += units;
        add(std::move(sale));
    }

    void write_adjustment(const Refund& refund, const RefundAdjustment& adjustment) {
        const auto line_type = adjusted_line_type(adjustment.kind);
        const bool contains_tax =
            adjustment.kind == RefundAdjustment::Kind::shipping_line && order_.taxes_included;
        const Amounts amounts{
            with_tax(adjustment.amount, adjustment.tax, contains_tax), adjustment.tax, {}};
        auto sale = clocks_.row(refund.happened_at, Action::give_back, line_type);
        set_amounts(sale, amounts);
        kept(line_type) += amounts;
        add(std::move(sale));
    }

    /// The last units of a line are those that were removed. Edits tell when; what they do not tell
    /// of has no date of its own, and goes with the reversal of the whole where there is one. What
    /// they come to only Shopify's own ledger tells for sure: so they are inexact, dated or not.
    void write_removals() {
        for (auto& state : states_) {
            const auto& line = *state.line;
            if (!line.current_quantity) continue;
            const auto remaining = std::max<std::int64_t>(*line.current_quantity, 0);
            state.missing_units =
                std::max<std::int64_t>(line.quantity - state.refunded_units - remaining, 0);
        }
        for (const auto& removal : edited(&OrderEdit::removals))
            write_removed(removal.committed_at, *removal.state, removal.units);
        if (is_reversed()) return;
        const auto assumed = order_.cancelled_at.value_or(order_.happened_at);
        for (auto& state : states_) write_removed(assumed, state, state.missing_units);
    }

    void write_removed(Instant happened_at, LineState& state, std::int64_t units) {
        units = std::min(units, state.missing_units);
        if (units == 0) return;
        const auto amounts = next_units(state, state.line->quantity - state.missing_units, units);
        state.missing_units -= units;
        give_back(happened_at, state, units, amounts, true);
    }

    /// Cancelled without payment: nothing of the order remains.
    void write_reversal() {
        for (auto& state : states_)
            give_back(*order_.cancelled_at, state,
                      std::max<std::int64_t>(state.line->quantity - state.units_given_back, 0),
                      state.amounts - state.given_back, false);
        for (const auto line_type :
             {LineType::shipping, LineType::duty, LineType::fee, LineType::tip}) {
            auto sale = clocks_.row(*order_.cancelled_at, Action::give_back, line_type);
            set_amounts(sale, Amounts{} - kept(line_type));
            add(std::move(sale));
        }
    }

    const Order& order_;
    Clocks clocks_;
    OrderAmounts amounts_;
    std::vector<LineState> states_;
    std::unordered_map<LineItemId, LineState*> by_id_;
    std::vector<const Refund*> refunds_;
    std::vector<const OrderEdit*> edits_;
    std::array<Amounts, static_cast<std::size_t>(LineType::adjustment) + 1> kept_ = {};
    std::vector<Sale> sales_;
};

}  // namespace

std::vector<Sale> sales_of_snapshot(const commerce::EffectiveOrder& order, const TimeZone& zone) {
    return Book(order, zone).write();
}

}  // namespace tillwatch::ledger
