#include "ledger/rollup.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

namespace tillwatch::ledger {
namespace {

/// The measures, each once: addition and negation go over this list.
constexpr auto all_measures = std::to_array<std::int64_t Measures::*>({
    &Measures::orders,
    &Measures::inexact_orders,
    &Measures::units,
    &Measures::gross_sales,
    &Measures::discounts,
    &Measures::returns,
    &Measures::shipping,
    &Measures::duties,
    &Measures::fees,
    &Measures::taxes,
    &Measures::tips,
    &Measures::gift_cards,
    &Measures::order_value,
    &Measures::customer_orders,
    &Measures::first_orders,
});
static_assert(sizeof(Measures) == all_measures.size() * sizeof(std::int64_t));

void add_product(Measures& out, const Sale& sale) {
    if (sale.action == Action::give_back) {
        out.returns += sale.net().minor;
        return;
    }
    out.units += sale.quantity;
    out.gross_sales += sale.gross().minor;
    out.discounts -= sale.discount.minor;
    if (sale.action == Action::order) out.order_value += sale.net().minor;
}

/// What the order itself gives to its own day, besides its rows.
Measures count_of(const OrderEntry& order) {
    Measures count;
    if (!counts_as_order(order.sales)) return count;
    count.orders = 1;
    count.inexact_orders = std::ranges::any_of(order.sales, &Sale::inexact) ? 1 : 0;
    count.customer_orders = order.customer_id ? 1 : 0;
    count.first_orders = order.standing == Standing::first ? 1 : 0;
    return count;
}

/// The hour of the first row that the order itself gave; without one, of the first of any.
int hour_of(const std::vector<Sale>& sales) {
    const auto first = std::ranges::min_element(sales, {}, [](const Sale& sale) {
        return std::tuple(sale.action != Action::order, sale.happened_at);
    });
    return first == sales.end() ? 0 : first->hour;
}

std::string_view text_of(Standing standing) {
    switch (standing) {
        case Standing::guest: return "guest";
        case Standing::first: return "new";
        case Standing::repeat: return "returning";
    }
    return "";
}

std::string two_digits(int hour) {
    return {static_cast<char>('0' + hour / 10), static_cast<char>('0' + hour % 10)};
}

template <class IdType>
std::string text_of(const std::optional<IdType>& id) {
    return id ? std::to_string(id->value) : "";
}

/// What a row, or the order itself, gives to one value on one day.
template <class Value>
struct Part {
    Value value;
    Day day;
    const Measures* measures;
};

/// Adds up one order by value and day before its deltas go into those of many, which touches each
/// of their keys once.
class OrderSums {
  public:
    OrderSums(RollupDeltas& deltas, const OrderEntry& order, int sign)
        : deltas_(deltas), order_(order), count_(count_of(order)) {
        rows_.reserve(order.sales.size());
        for (const auto& sale : order.sales) rows_.push_back(measures_of(sale));
        if (sign > 0) return;
        count_ = -count_;
        for (auto& row : rows_) row = -row;
    }

    void add() {
        add_days();
        add_hours();
        add_lines(Dimension::product, &Sale::product_id);
        add_lines(Dimension::variant, &Sale::variant_id);
        add_vendors();
    }

  private:
    void add_days() {
        std::vector<Part<int>> parts;
        parts.reserve(rows_.size() + 1);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            parts.push_back({0, order_.sales[i].day, &rows_[i]});
        parts.push_back({0, order_.day, &count_});
        add_up(parts, [&](int, Day day, const Measures& sum) { add_to_all(day, sum); });
    }

    void add_to_all(Day day, const Measures& sum) {
        add(Dimension::all, "", day, sum);
        add(Dimension::channel, order_.channel.value_or(""), day, sum);
        add(Dimension::country, order_.country_code.value_or(""), day, sum);
        add_to_each(Dimension::discount_code, order_.discount_codes, day, sum);
        add_to_each(Dimension::gateway, order_.gateways, day, sum);
        add(Dimension::new_or_returning, std::string(text_of(order_.standing)), day, sum);
    }

    void add_to_each(Dimension dimension, const std::vector<std::string>& values, Day day,
                     const Measures& sum) {
        if (values.empty()) add(dimension, "", day, sum);
        for (const auto& value : values) add(dimension, value, day, sum);
    }

    void add_hours() {
        std::vector<Part<int>> parts;
        parts.reserve(rows_.size() + 1);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            parts.push_back({order_.sales[i].hour, order_.sales[i].day, &rows_[i]});
        parts.push_back({hour_of(order_.sales), order_.day, &count_});
        add_up(parts, [&](int hour, Day day, const Measures& sum) {
            add(Dimension::hour, two_digits(hour), day, sum);
        });
    }

    template <class IdType>
    void add_lines(Dimension dimension, std::optional<IdType> Sale::* id) {
        auto parts = line_parts<std::optional<IdType>>([&](const Sale& sale) { return sale.*id; });
        add_up(parts, [&](const std::optional<IdType>& value, Day day, const Measures& sum) {
            add(dimension, text_of(value), day, sum);
        });
    }

    void add_vendors() {
        auto parts = line_parts<std::string_view>([](const Sale& sale) {
            return sale.vendor ? std::string_view(*sale.vendor) : std::string_view();
        });
        add_up(parts, [&](std::string_view value, Day day, const Measures& sum) {
            add(Dimension::vendor, std::string(value), day, sum);
        });
    }

    /// The rows of line items, and beside each that the order counts under its value.
    template <class Value, class ValueOf>
    std::vector<Part<Value>> line_parts(ValueOf value_of) {
        std::vector<Part<Value>> parts;
        parts.reserve(rows_.size() * 2);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const auto& sale = order_.sales[i];
            if (!sale.line_item_id) continue;
            parts.push_back({value_of(sale), sale.day, &rows_[i]});
            parts.push_back({value_of(sale), order_.day, &count_});
        }
        return parts;
    }

    /// Hands out the sum for each value and day; the order itself counts once in each.
    template <class Value, class Take>
    void add_up(std::vector<Part<Value>>& parts, Take take) const {
        std::ranges::sort(parts, {},
                          [](const Part<Value>& part) { return std::tuple(part.value, part.day); });
        for (auto part = parts.begin(); part != parts.end();) {
            const auto first = part;
            Measures sum;
            bool counted = false;
            for (; part != parts.end() && part->value == first->value && part->day == first->day;
                 ++part) {
                if (part->measures == &count_ && std::exchange(counted, true)) continue;
                sum += *part->measures;
            }
            take(first->value, first->day, sum);
        }
    }

    void add(Dimension dimension, std::string value, Day day, const Measures& sum) {
        if (!sum.is_zero()) deltas_[{dimension, std::move(value), day}] += sum;
    }

    RollupDeltas& deltas_;
    const OrderEntry& order_;
    Measures count_;
    std::vector<Measures> rows_;
};

}  // namespace

Measures& Measures::operator+=(const Measures& other) {
    for (const auto measure : all_measures) this->*measure += other.*measure;
    return *this;
}

Measures Measures::operator-() const {
    Measures negated;
    for (const auto measure : all_measures) negated.*measure = -(this->*measure);
    return negated;
}

Measures measures_of(const Sale& sale) {
    Measures out;
    switch (sale.line_type) {
        case LineType::product: add_product(out, sale); break;
        case LineType::adjustment:
            if (sale.action == Action::give_back) out.returns = sale.net().minor;
            break;
        case LineType::shipping: out.shipping = sale.net().minor; break;
        case LineType::duty: out.duties = sale.net().minor; break;
        case LineType::fee: out.fees = sale.net().minor; break;
        case LineType::tip: out.tips = sale.total.minor; return out;
        case LineType::gift_card: out.gift_cards = sale.total.minor; return out;
    }
    out.taxes = sale.tax.minor;
    return out;
}

Money order_value_of(const std::vector<Sale>& sales) {
    Money value;
    for (const auto& sale : sales) value.minor += measures_of(sale).order_value;
    return value;
}

bool counts_as_order(const std::vector<Sale>& sales) {
    return std::ranges::any_of(
        sales, [](const Sale& sale) { return sale.line_type != LineType::gift_card; });
}

void add_order(RollupDeltas& deltas, const OrderEntry& order, int sign) {
    OrderSums(deltas, order, sign).add();
}

}  // namespace tillwatch::ledger
