#include "sim/catalog.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace tillwatch::sim {
namespace {

constexpr std::string_view sizes[] = {"Small",    "Medium",   "Large",
                                      "Set of 2", "Set of 4", "Blue / Natural"};
constexpr std::string_view types[] = {"Everyday", "Gifts", "Seasonal", "Classics"};

constexpr std::int64_t first_product_id = 7'400'000'000'001;

void add_variants(Product& product, const Profile& profile, Dice& dice) {
    // Most things are cheap, a few are not.
    constexpr std::int64_t tops[] = {15, 40, 90, 240};
    constexpr int weights[] = {40, 38, 18, 4};
    const auto top = tops[dice.weighted(weights)];
    const auto dollars = dice.between(top / 3, top);
    const auto count = dice.between(1, static_cast<std::int64_t>(std::size(sizes)));
    const auto grams = dice.between(2, 60) * 25;
    for (std::int64_t i = 0; i < count; ++i) {
        Variant variant;
        variant.id = product.id * 10 + i;
        variant.title = sizes[static_cast<std::size_t>(i)];
        variant.sku = fmt::format("{}-{:02}", product.handle.substr(product.handle.size() - 4), i);
        variant.price = price_near(profile, dollars + i * std::max<std::int64_t>(dollars / 5, 1));
        variant.grams = grams * (i + 1);
        product.variants.push_back(std::move(variant));
    }
}

void add_gift_cards(Product& product, const Profile& profile) {
    for (const std::int64_t dollars : {25, 50, 100}) {
        Variant variant;
        variant.id = product.id * 10 + dollars / 25;
        variant.price = dollars * profile.minor_per_dollar;
        variant.title = fmt::format("{}", dollars);
        product.variants.push_back(std::move(variant));
    }
}

}  // namespace

std::int64_t price_near(const Profile& profile, std::int64_t dollars) {
    const auto steps = dollars * profile.minor_per_dollar / profile.price_step;
    return std::max<std::int64_t>(steps, 1) * profile.price_step - profile.price_off;
}

Product make_product(std::uint64_t seed, const Profile& profile, std::size_t number,
                     Instant created_at) {
    Dice dice(mix({seed, number}));
    Product product;
    product.id = first_product_id + static_cast<std::int64_t>(number) * 1'000;
    product.created_at = product.updated_at = created_at;
    product.vendor = dice.pick(profile.vendors);
    product.gift_card = number == gift_card_index;
    product.title = product.gift_card
                        ? "Gift Card"
                        : fmt::format("{} {}", dice.pick(profile.makes), dice.pick(profile.things));
    product.type = product.gift_card ? "Gift Cards" : std::string(dice.pick(types));
    product.handle = fmt::format("item-{:04}", number);
    product.gift_card ? add_gift_cards(product, profile) : add_variants(product, profile, dice);
    return product;
}

}  // namespace tillwatch::sim
