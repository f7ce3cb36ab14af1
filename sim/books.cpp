#include "sim/books.hpp"

#include <algorithm>
#include <optional>

#include "sim/shares.hpp"

namespace tillwatch::sim {
namespace {

/// Of some units of a line, or of a charge.
struct Part {
    std::int64_t net = 0, tax = 0, discount = 0;

    Part operator-(const Part& other) const {
        return {net - other.net, tax - other.tax, discount - other.discount};
    }
    Part& operator+=(const Part& other) {
        net += other.net;
        tax += other.tax;
        discount += other.discount;
        return *this;
    }
};

/// Writes one order into the figures of its days.
class OrderPage {
  public:
    OrderPage(const Order& order, const TimeZone& zone, bool included, Edits edits)
        : order_(order),
          zone_(zone),
          included_(included),
          edits_known_(edits == Edits::known),
          given_back_(order.lines.size()),
          removed_left_(order.lines.size()) {}

    std::map<Day, Figures> write() {
        if (order_.test || order_.deleted) return {};
        write_own();
        for (const auto& refund : order_.refunds) write_refund(refund);
        write_removed();
        if (is_voided()) write_reversal();
        auto& own = on(order_.processed_at);
        own.orders = counts() ? 1 : 0;
        own.inexact_orders = counts() && inexact_ ? 1 : 0;
        return std::move(days_);
    }

  private:
    Figures& on(Instant at) { return days_[zone_.local(at).day]; }

    bool is_voided() const {
        return order_.cancelled_at.has_value() && order_.financial_status == "voided";
    }

    /// With anything but gift cards; money that was returned for no line is such a thing, too.
    bool counts() const {
        const auto is_card = [](const Line& line) { return line.product->gift_card; };
        const auto adjusts = [](const Refund& refund) { return !refund.adjustments.empty(); };
        return !std::ranges::all_of(order_.lines, is_card) ||
               std::ranges::any_of(order_.refunds, adjusts);
    }

    /// The tax-free part of a discount on a price that has its tax within.
    std::int64_t discount_without_tax(std::int64_t discount, std::int64_t total, std::int64_t tax,
                                      std::int64_t rate_ppm) const {
        if (!included_) return discount;
        if (total == 0) return rounded_share(discount, million, million + rate_ppm);
        return rounded_share(discount, total - tax, total);
    }

    Part part_of(const Line& line, std::int64_t begin, std::int64_t end) const {
        const auto rate = line.product->gift_card ? 0 : order_.tax_rate_ppm;
        const auto discount = discount_without_tax(line.discount, line.amount(), line.tax, rate);
        const auto tax = borne_by(line.tax, line.quantity, begin, end);
        const auto stated =
            (end - begin) * line.price - borne_by(line.discount, line.quantity, begin, end);
        return {included_ ? stated - tax : stated, tax,
                borne_by(discount, line.quantity, begin, end)};
    }

    std::int64_t added(std::size_t line) const {
        std::int64_t units = 0;
        if (edits_known_)
            for (const auto& edit : order_.edits)
                for (const auto& addition : edit.additions)
                    if (addition.line == line) units += addition.units;
        return std::min(units, order_.lines[line].quantity);
    }

    void write_own() {
        std::vector<std::int64_t> booked;
        for (std::size_t i = 0; i < order_.lines.size(); ++i) {
            const auto& line = order_.lines[i];
            booked.push_back(line.quantity - added(i));
            sell(order_.processed_at, line, 0, booked[i], true);
        }
        if (edits_known_)
            for (const auto& edit : order_.edits)
                for (const auto& addition : edit.additions) {
                    const auto begin = booked[addition.line];
                    booked[addition.line] += addition.units;
                    sell(edit.at, order_.lines[addition.line], begin, booked[addition.line], false);
                }
        auto& own = on(order_.processed_at);
        own.shipping += shipping_net();
        own.taxes += order_.shipping_tax;
        for (const auto& line : order_.lines) own.duties += line.duty;
        own.fees += order_.fee;
        own.tips += order_.tip;
    }

    std::int64_t shipping_net() const {
        return included_ ? order_.shipping - order_.shipping_tax : order_.shipping;
    }

    void sell(Instant at, const Line& line, std::int64_t begin, std::int64_t end, bool ordered) {
        const auto part = part_of(line, begin, end);
        auto& figures = on(at);
        if (line.product->gift_card) {
            figures.gift_cards += part.net + part.tax;
            return;
        }
        figures.units += end - begin;
        figures.gross_sales += part.net + part.discount;
        figures.discounts -= part.discount;
        figures.taxes += part.tax;
        if (ordered) figures.order_value += part.net;
    }

    void give_back(Instant at, std::size_t line, const Part& part) {
        auto& figures = on(at);
        given_back_[line] += part;
        if (order_.lines[line].product->gift_card) {
            figures.gift_cards -= part.net + part.tax;
            return;
        }
        figures.returns -= part.net;
        figures.taxes -= part.tax;
    }

    void write_refund(const Refund& refund) {
        for (const auto& line : refund.lines) {
            const auto net = included_ ? line.subtotal - line.tax : line.subtotal;
            give_back(refund.at, line.line, {net, line.tax, 0});
        }
        auto& figures = on(refund.at);
        figures.shipping -= included_ ? refund.shipping - refund.shipping_tax : refund.shipping;
        figures.taxes -= refund.shipping_tax;
        for (const auto& adjustment : refund.adjustments) figures.returns += adjustment.amount;
        for (const auto line : refund.duties) figures.duties -= order_.lines[line].duty;
    }

    /// Removed units are a line's last. Where no edit tells their day it is that of the
    /// cancellation, else the order's own.
    void write_removed() {
        for (std::size_t i = 0; i < order_.lines.size(); ++i)
            removed_left_[i] = order_.lines[i].removed;
        if (edits_known_)
            for (const auto& edit : order_.edits)
                for (const auto& removal : edit.removals)
                    remove(edit.at, removal.line, removal.units);
        if (is_voided()) return;
        for (std::size_t i = 0; i < order_.lines.size(); ++i)
            remove(order_.cancelled_at.value_or(order_.processed_at), i, removed_left_[i]);
    }

    void remove(Instant at, std::size_t line, std::int64_t units) {
        units = std::min(units, removed_left_[line]);
        if (units == 0) return;
        const auto begin = order_.lines[line].quantity - removed_left_[line];
        give_back(at, line, part_of(order_.lines[line], begin, begin + units));
        removed_left_[line] -= units;
        inexact_ = true;
    }

    /// Cancelled before it was paid: nothing of it remains.
    void write_reversal() {
        for (std::size_t i = 0; i < order_.lines.size(); ++i)
            give_back(*order_.cancelled_at, i,
                      part_of(order_.lines[i], 0, order_.lines[i].quantity) - given_back_[i]);
        auto& figures = on(*order_.cancelled_at);
        figures.shipping -= shipping_net();
        figures.taxes -= order_.shipping_tax;
        for (const auto& line : order_.lines) figures.duties -= line.duty;
        figures.fees -= order_.fee;
        figures.tips -= order_.tip;
    }

    const Order& order_;
    const TimeZone& zone_;
    bool included_;
    bool edits_known_;
    bool inexact_ = false;
    std::vector<Part> given_back_;
    std::vector<std::int64_t> removed_left_;
    std::map<Day, Figures> days_;
};

}  // namespace

Figures& Figures::operator+=(const Figures& other) {
    for (const auto member : {&Figures::orders, &Figures::inexact_orders, &Figures::units,
                              &Figures::gross_sales, &Figures::discounts, &Figures::returns,
                              &Figures::shipping, &Figures::duties, &Figures::fees, &Figures::taxes,
                              &Figures::tips, &Figures::gift_cards, &Figures::order_value})
        this->*member += other.*member;
    return *this;
}

std::map<Day, Figures> figures_of(const Order& order, const TimeZone& zone, bool taxes_included,
                                  Edits edits) {
    return OrderPage(order, zone, taxes_included, edits).write();
}

void Books::enter(const Order& order, std::int64_t customer_id) {
    bool counts = false;
    for (const auto& [day, figures] : figures_of(order, zone_, taxes_included_, edits_)) {
        days_[day] += figures;
        counts = counts || figures.orders > 0;
    }
    if (counts && customer_id != 0)
        purchases_.push_back(
            {customer_id, order.processed_at.ms, order.id, zone_.local(order.processed_at).day});
}

std::map<Day, Books::Buyers> Books::buyers() {
    std::ranges::sort(purchases_);
    std::map<Day, Buyers> found;
    const Purchase* before = nullptr;
    for (const auto& purchase : purchases_) {
        const bool first = before == nullptr || before->customer_id != purchase.customer_id;
        if (first || before->day != purchase.day) ++found[purchase.day].all;
        if (first) ++found[purchase.day].first;
        before = &purchase;
    }
    return found;
}

void Books::write_figures(json::Writer& out, const Figures& figures, const Buyers& buyers) const {
    const auto money = [&](std::string_view name, std::int64_t minor) {
        out.member(name, Money{minor}.text(currency_));
    };
    out.member("orders", figures.orders).member("units", figures.units);
    out.member("customers", buyers.all).member("new_customers", buyers.first);
    out.member("returning_customers", buyers.all - buyers.first);
    money("gross_sales", figures.gross_sales);
    money("discounts", figures.discounts);
    money("returns", figures.returns);
    money("net_sales", figures.net_sales());
    money("shipping", figures.shipping);
    money("duties", figures.duties);
    money("fees", figures.fees);
    money("taxes", figures.taxes);
    money("total_sales", figures.total_sales());
    money("tips", figures.tips);
    money("gift_cards", figures.gift_cards);
    if (figures.orders == 0)
        out.member("average_order_value", nullptr);
    else
        money("average_order_value", rounded_share(figures.order_value, 1, figures.orders));
}

void Books::write(json::Writer& out) {
    const auto bought = buyers();
    Figures all;
    Buyers ever;
    out.key("days").begin_array();
    for (const auto& [day, figures] : days_) {
        const auto found = bought.find(day);
        const auto of_day = found == bought.end() ? Buyers{} : found->second;
        all += figures;
        ever.first += of_day.first;
        out.begin_object().member("date", day.text());
        out.member("inexact_orders", figures.inexact_orders).key("totals").begin_object();
        write_figures(out, figures, of_day);
        out.end_object().end_object();
    }
    ever.all = ever.first;
    out.end_array().member("inexact_orders", all.inexact_orders).key("totals").begin_object();
    write_figures(out, all, ever);
    out.end_object().key("all_time").begin_object().member("customers", customers_);
    out.member("orders", all.orders);
    out.member("total_sales", Money{all.total_sales()}.text(currency_)).end_object();
}

}  // namespace tillwatch::sim
