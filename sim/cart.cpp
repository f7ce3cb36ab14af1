#include "sim/cart.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/catalog.hpp"
#include "sim/shares.hpp"

namespace tillwatch::sim {
namespace {

constexpr int line_count_weights[] = {44, 26, 14, 8, 4, 2, 1, 1};
constexpr int quantity_weights[] = {72, 18, 6, 2, 1, 1};

constexpr std::string_view code_names[] = {"WELCOME", "THANKYOU", "SPRING", "FRIENDS", "NEWS"};
constexpr std::int64_t tenths_of_per_cent[] = {100, 150, 75, 125, 200, 333, 1000};
constexpr int percentage_weights[] = {40, 22, 12, 10, 10, 5, 1};
constexpr std::int64_t dollars_off[] = {5, 10, 15, 7};

enum class Offer : std::uint8_t { none, percentage, fixed, by_itself, free_shipping, two };
constexpr int offer_weights[] = {700, 150, 60, 45, 35, 10};

class Cart {
  public:
    Cart(Dice& dice, const Profile& profile, const std::deque<Product>& products)
        : dice_(dice), profile_(profile), products_(products) {}

    Order fill(const Place& place, std::string_view channel) {
        order_.channel = channel;
        order_.tax_rate_ppm = place.tax_rate_ppm;
        order_.tax_title = place.tax_title;
        add_lines();
        const bool goods = !only_gift_cards();
        if (goods && channel != "pos") ship(place);
        if (goods) discount();
        tax();
        if (goods && place.abroad && dice_.chance(250)) add_duties();
        if (goods && channel == "pos" && dice_.chance(120)) order_.tip = money_of(1, 9);
        if (goods && dice_.chance(10)) order_.fee = money_of(1, 2);
        return std::move(order_);
    }

  private:
    /// Not a round amount.
    std::int64_t money_of(std::int64_t least_dollars, std::int64_t most_dollars) {
        return dice_.between(least_dollars * profile_.minor_per_dollar,
                             most_dollars * profile_.minor_per_dollar);
    }

    bool only_gift_cards() const {
        return std::ranges::all_of(order_.lines,
                                   [](const Line& line) { return line.product->gift_card; });
    }

    void add_lines() {
        const auto count = dice_.weighted(line_count_weights) + 1;
        if (dice_.chance(18)) add_gift_card();
        if (!order_.lines.empty() && dice_.chance(400)) return;
        for (std::size_t i = 0; i < count; ++i)
            order_.lines.push_back(make_line(dice_, profile_, products_, 0));
        for (std::size_t i = 0; i < order_.lines.size(); ++i)
            order_.lines[i].id = static_cast<std::int64_t>(i) + 1;
    }

    void add_gift_card() {
        Line line;
        line.id = 1;
        line.product = &products_[gift_card_index];
        line.variant = static_cast<std::size_t>(
            dice_.below(static_cast<std::int64_t>(line.product->variants.size())));
        line.price = line.product->variants[line.variant].price;
        line.quantity = 1;
        order_.lines.push_back(std::move(line));
    }

    void ship(const Place& place) {
        order_.shipped = true;
        if (dice_.chance(300)) return;  // free
        order_.shipping_list = price_near(profile_, place.abroad ? 18 : dice_.between(4, 8));
        order_.shipping = order_.shipping_list;
    }

    void discount() {
        switch (static_cast<Offer>(dice_.weighted(offer_weights))) {
            case Offer::none: break;
            case Offer::percentage: take_percentage(code()); break;
            case Offer::fixed: take_fixed(code()); break;
            case Offer::by_itself: take_percentage(""); break;
            case Offer::free_shipping: ship_for_nothing(); break;
            case Offer::two:
                take_percentage("");
                take_fixed(code());
                break;
        }
    }

    std::string code() { return fmt::format("{}{}", dice_.pick(code_names), dice_.between(5, 25)); }

    void take(Line& line, std::int64_t amount) {
        amount = std::min(amount, line.amount());
        if (amount == 0) return;
        line.allocations.push_back({order_.discounts.size() - 1, amount});
        line.discount += amount;
        order_.discounts.back().amount += amount;
    }

    void take_percentage(std::string code) {
        const auto tenths = tenths_of_per_cent[dice_.weighted(percentage_weights)];
        order_.discounts.push_back({std::move(code), "percentage", tenths, 0});
        for (auto& line : order_.lines)
            if (!line.product->gift_card) take(line, rounded_share(line.amount(), tenths, 1000));
    }

    /// Spread over the lines by what they come to; what is left over goes to the last.
    void take_fixed(std::string code) {
        const auto off = dice_.pick(dollars_off) * profile_.minor_per_dollar;
        order_.discounts.push_back({std::move(code), "fixed_amount", off, 0});
        std::int64_t sum = 0, seen = 0, taken = 0;
        for (const auto& line : order_.lines)
            if (!line.product->gift_card) sum += line.amount();
        if (sum == 0) return;
        for (auto& line : order_.lines) {
            if (line.product->gift_card) continue;
            seen += line.amount();
            const auto until = rounded_share(std::min(off, sum), seen, sum);
            take(line, until - taken);
            taken = until;
        }
    }

    void ship_for_nothing() {
        if (order_.shipping == 0) return;
        order_.discounts.push_back({"FREESHIP", "shipping", 1000, order_.shipping});
        order_.shipping = 0;
    }

    void tax() {
        const bool included = profile_.taxes_included;
        for (auto& line : order_.lines)
            if (!line.product->gift_card)
                line.tax = tax_of(line.amount(), order_.tax_rate_ppm, included);
        order_.shipping_tax = tax_of(order_.shipping, order_.tax_rate_ppm, included);
    }

    void add_duties() {
        for (auto& line : order_.lines)
            if (!line.product->gift_card) line.duty = rounded_share(line.amount(), 8, 100);
    }

    Dice& dice_;
    const Profile& profile_;
    const std::deque<Product>& products_;
    Order order_;
};

}  // namespace

Line make_line(Dice& dice, const Profile& profile, const std::deque<Product>& products,
               std::int64_t tax_rate_ppm) {
    // The first of two draws sells more often than the last.
    const auto count = static_cast<std::int64_t>(products.size()) - 1;
    const auto number = std::min(dice.below(count), dice.below(count));
    Line line;
    line.product = &products[static_cast<std::size_t>(number) + gift_card_index + 1];
    line.variant = static_cast<std::size_t>(
        dice.below(static_cast<std::int64_t>(line.product->variants.size())));
    line.price = line.product->variants[line.variant].price;
    line.quantity = static_cast<std::int64_t>(dice.weighted(quantity_weights)) + 1;
    line.tax = tax_of(line.amount(), tax_rate_ppm, profile.taxes_included);
    return line;
}

Order fill_cart(Dice& dice, const Profile& profile, const std::deque<Product>& products,
                const Place& place, std::string_view channel) {
    return Cart(dice, profile, products).fill(place, channel);
}

}  // namespace tillwatch::sim
