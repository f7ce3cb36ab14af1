#include "ledger/sales.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace tillwatch::ledger {
namespace {

using commerce::LineItem;
using commerce::Order;
using commerce::Refund;
using commerce::RefundAdjustment;

/// What `part` of `whole` equal units of an amount are worth, counted from the first unit:
/// differences of it split the amount without loss, the indivisible rest to the first units.
Money first_units(Money amount, std::int64_t part, std::int64_t whole) {
    if (whole == 0 || part >= whole) return amount;
    if (part <= 0) return {};
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(amount.minor) * part;
    const Wide away_from_zero = product < 0 ? product - (whole - 1) : product + (whole - 1);
    return {static_cast<std::int64_t>(away_from_zero / whole)};
}

/// A line's amounts for all its units.
struct LineAmounts {
    Money total;
    Money tax;
    Money discount;
};

/// The order's own tax where none of its lines states any: spread over the lines by amount, or,
/// where all of them are free, on the first shipping line.
struct OrderTax {
    std::vector<Money> of_lines;
    Money of_shipping;
};

OrderTax spread_order_tax(const Order& order) {
    OrderTax taxes{std::vector<Money>(order.lines.size()), {}};
    const auto states_tax = [](const auto& line) { return line.tax.minor != 0; };
    if (order.total_tax.minor == 0 || std::ranges::any_of(order.lines, states_tax) ||
        std::ranges::any_of(order.shipping_lines, states_tax))
        return taxes;
    std::vector<std::int64_t> amounts;
    std::int64_t sum = 0;
    for (const auto& line : order.lines) {
        const auto amount = line.price.minor * line.quantity - line.discount.minor;
        amounts.push_back(std::max<std::int64_t>(amount, 0));
        sum += amounts.back();
    }
    if (sum == 0) {
        taxes.of_shipping = order.total_tax;
        return taxes;
    }
    std::int64_t before = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const auto until = before + amounts[i];
        taxes.of_lines[i] =
            first_units(order.total_tax, until, sum) - first_units(order.total_tax, before, sum);
        before = until;
    }
    return taxes;
}

/// A discount given on a price that contains tax, without that tax.
Money without_tax(Money discount, Money total, Money tax, std::int64_t tax_rate_ppm) {
    constexpr std::int64_t one_ppm = 1'000'000;
    if (total.minor > 0 && tax.minor >= 0 && tax <= total)
        return share(discount, (total - tax).minor, total.minor);
    return share(discount, one_ppm, one_ppm + tax_rate_ppm);
}

LineAmounts amounts_of(const LineItem& line, Money order_tax_share, bool taxes_included) {
    const auto tax = line.tax + order_tax_share;
    const Money before_discount{line.price.minor * line.quantity};
    if (!taxes_included) return {before_discount - line.discount + tax, tax, line.discount};
    const auto total = before_discount - line.discount;
    return {total, tax, without_tax(line.discount, total, tax, line.tax_rate_ppm)};
}

/// Collects the rows of one order.
class Book {
  public:
    Book(const Order& order, const TimeZone& zone)
        : order_(order), zone_(zone), order_tax_(spread_order_tax(order)) {
        sales_.reserve(order.lines.size() * 2);
    }

    std::vector<Sale> write() {
        sort_refunds();
        write_lines();
        write_shipping();
        write_tip();
        return std::move(sales_);
    }

  private:
    struct LineState {
        const LineItem* line = nullptr;
        LineAmounts amounts = {};
        std::int64_t refunded_units = 0;
        Money refunded_total = {};
        Money refunded_tax = {};
        Money refunded_discount = {};
    };

    bool reversed_whole() const {
        return order_.cancelled_at && order_.financial_status == "voided";
    }

    void sort_refunds() {
        for (const auto& refund : order_.refunds) refunds_.push_back(&refund);
        std::ranges::sort(refunds_, {}, [](const Refund* refund) {
            return std::tuple(refund->happened_at, refund->id);
        });
    }

    Sale row(Instant happened_at, Action action, LineType line_type) const {
        const auto local = zone_.local(happened_at);
        Sale sale;
        sale.happened_at = happened_at;
        sale.day = local.day;
        sale.hour = local.hour;
        sale.action = action;
        sale.line_type = line_type;
        return sale;
    }

    Sale line_row(Instant happened_at, Action action, const LineItem& line) const {
        auto sale =
            row(happened_at, action, line.gift_card ? LineType::gift_card : LineType::product);
        sale.line_item_id = line.id;
        sale.product_id = line.product_id;
        sale.variant_id = line.variant_id;
        return sale;
    }

    void add(Sale sale) {
        const bool empty = sale.quantity == 0 && sale.total.minor == 0 && sale.tax.minor == 0 &&
                           sale.discount.minor == 0;
        if (!empty) sales_.push_back(sale);
    }

    void write_lines() {
        std::vector<LineState> states;
        for (std::size_t i = 0; i < order_.lines.size(); ++i) {
            const auto& line = order_.lines[i];
            states.push_back(
                {&line, amounts_of(line, order_tax_.of_lines[i], order_.taxes_included)});
            auto sale = line_row(order_.happened_at, Action::order, line);
            sale.quantity = line.quantity;
            sale.total = states.back().amounts.total;
            sale.tax = states.back().amounts.tax;
            sale.discount = states.back().amounts.discount;
            add(sale);
        }
        std::map<LineItemId, LineState*> by_id;
        for (auto& state : states) by_id.emplace(state.line->id, &state);
        for (const auto* refund : refunds_) write_refund(*refund, by_id);
        for (const auto& state : states) {
            if (reversed_whole())
                reverse_line(state);
            else
                write_removed(state);
        }
    }

    void write_refund(const Refund& refund, const std::map<LineItemId, LineState*>& lines) {
        for (const auto& refunded : refund.lines) {
            const auto found = lines.find(refunded.line_item_id);
            LineState unknown;
            LineItem nameless{.id = refunded.line_item_id};
            unknown.line = &nameless;
            auto& state = found == lines.end() ? unknown : *found->second;
            auto sale = line_row(refund.happened_at, Action::give_back, *state.line);
            sale.quantity = -refunded.quantity;
            sale.tax = -refunded.tax;
            sale.total = -refunded.subtotal;
            if (!order_.taxes_included) sale.total -= refunded.tax;
            sale.discount = -take_discount(state, refunded.quantity);
            state.refunded_total -= sale.total;
            state.refunded_tax -= sale.tax;
            add(sale);
        }
        for (const auto& adjustment : refund.adjustments) write_adjustment(refund, adjustment);
    }

    /// The discount on the next `units` of a line that have not been given back yet.
    static Money take_discount(LineState& state, std::int64_t units) {
        const auto before = state.refunded_discount;
        state.refunded_units += units;
        state.refunded_discount =
            first_units(state.amounts.discount, state.refunded_units, state.line->quantity);
        return state.refunded_discount - before;
    }

    void write_adjustment(const Refund& refund, const RefundAdjustment& adjustment) {
        const auto line_type = adjustment.kind == RefundAdjustment::Kind::shipping
                                   ? LineType::shipping
                                   : LineType::adjustment;
        auto sale = row(refund.happened_at, Action::give_back, line_type);
        sale.tax = adjustment.tax;
        sale.total = adjustment.amount;
        if (!order_.taxes_included) sale.total += adjustment.tax;
        if (line_type == LineType::shipping) {
            refunded_shipping_.total -= sale.total;
            refunded_shipping_.tax -= sale.tax;
        }
        add(sale);
    }

    void reverse_line(const LineState& state) {
        auto sale = line_row(*order_.cancelled_at, Action::give_back, *state.line);
        sale.quantity = std::min<std::int64_t>(state.refunded_units - state.line->quantity, 0);
        sale.total = state.refunded_total - state.amounts.total;
        sale.tax = state.refunded_tax - state.amounts.tax;
        sale.discount = state.refunded_discount - state.amounts.discount;
        add(sale);
    }

    /// Units that are gone without a refund: taken off the order, or cancelled unpaid.
    void write_removed(const LineState& state) {
        const auto& line = *state.line;
        if (!line.current_quantity) return;
        const auto removed = line.quantity - state.refunded_units - *line.current_quantity;
        if (removed <= 0) return;
        const auto kept = line.quantity - removed;
        const auto last_units = [&](Money amount) {
            return amount - first_units(amount, kept, line.quantity);
        };
        auto sale =
            line_row(order_.cancelled_at.value_or(order_.happened_at), Action::give_back, line);
        sale.quantity = -removed;
        sale.total = -last_units(state.amounts.total);
        sale.tax = -last_units(state.amounts.tax);
        sale.discount = -last_units(state.amounts.discount);
        sale.inexact = true;
        add(sale);
    }

    void write_shipping() {
        LineAmounts sum;
        auto order_tax = std::exchange(order_tax_.of_shipping, {});
        for (const auto& line : order_.shipping_lines) {
            auto sale = row(order_.happened_at, Action::order, LineType::shipping);
            sale.quantity = 1;
            sale.tax = line.tax + std::exchange(order_tax, {});
            sale.total = order_.taxes_included ? line.price : line.price + sale.tax;
            sale.discount = order_.taxes_included
                                ? without_tax(line.discount, sale.total, sale.tax, 0)
                                : line.discount;
            sum.total += sale.total;
            sum.tax += sale.tax;
            sum.discount += sale.discount;
            add(sale);
        }
        if (!reversed_whole()) return;
        auto sale = row(*order_.cancelled_at, Action::give_back, LineType::shipping);
        sale.total = refunded_shipping_.total - sum.total;
        sale.tax = refunded_shipping_.tax - sum.tax;
        sale.discount = -sum.discount;
        add(sale);
    }

    void write_tip() {
        auto sale = row(order_.happened_at, Action::order, LineType::tip);
        sale.total = order_.tip;
        add(sale);
        if (!reversed_whole()) return;
        auto reversal = row(*order_.cancelled_at, Action::give_back, LineType::tip);
        reversal.total = -order_.tip;
        add(reversal);
    }

    const Order& order_;
    const TimeZone& zone_;
    OrderTax order_tax_;
    std::vector<const Refund*> refunds_;
    LineAmounts refunded_shipping_;
    std::vector<Sale> sales_;
};

}  // namespace

std::vector<Sale> sales_of(const Order& order, const TimeZone& zone) {
    if (order.test) return {};
    return Book(order, zone).write();
}

}  // namespace tillwatch::ledger
