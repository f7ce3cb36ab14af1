#include "sim/shop.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "sim/catalog.hpp"
#include "sim/seasons.hpp"
#include "sim/shares.hpp"
#include "sim/shop_parts.hpp"

namespace tillwatch::sim {

std::string uuid_of(std::uint64_t one, std::uint64_t other) {
    return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", one >> 32U, one >> 16U & 0xffffU,
                       one & 0xfffU, other >> 52U, other & 0xffff'ffff'ffffU);
}

Shop::Shop(std::size_t index, const Plan& plan, const Audience& audience)
    : index_(index),
      plan_(plan),
      audience_(audience),
      profile_(profiles()[index]),
      seed_(mix_for(Stream::shop, plan.seed, index)),
      currency_(value_or_throw(Currency::parse(profile_.currency))),
      zone_(value_or_throw(TimeZone::find(profile_.zone))),
      bodies_(profile_, currency_, zone_),
      first_day_(zone_.local(plan.until).day - static_cast<int>(plan.days)) {
    schedule(zone_.start_of(first_day_), What::day, 0);
    if (plan.lives) schedule(plan.until, What::life, 0);
}

std::optional<Instant> Shop::next() const {
    if (actions_.empty()) return std::nullopt;
    return actions_.top().at;
}

void Shop::act() {
    const auto action = actions_.top();
    actions_.pop();
    switch (action.what) {
        case What::day: return plan_day(action);
        case What::life: return live(action);
        case What::visit: return visit(action);
        case What::complete: return complete(action);
        case What::pay:
        case What::fulfil:
        case What::refund:
        case What::edit:
        case What::cancel:
        case What::erase:
        case What::move_house: return happen(action);
    }
}

void Shop::schedule(Instant at, What what, std::uint64_t key, std::int64_t subject) {
    actions_.push({at, scheduled_++, what, key, subject});
}

void Shop::open() {
    const auto at = zone_.start_of(first_day_);
    const auto seed = mix_for(Stream::catalog, seed_);
    for (std::size_t i = 0; i < products_at_first; ++i) {
        products_.push_back(make_product(seed, profile_, i, at));
        const auto& product = products_.back();
        announce("products/create", at, product.id, i, [&] { return bodies_.product(product); });
    }
}

/// `key` counts the days.
void Shop::plan_day(const Action& action) {
    if (action.key == 0) open();
    const auto day = first_day_ + static_cast<int>(action.key);
    const auto tomorrow = zone_.start_of(day + 1);
    if (tomorrow < plan_.until) schedule(tomorrow, What::day, action.key + 1);
    Dice dice(mix_for(Stream::day, seed_, action.key));
    change_products(dice, action.at);
    // Most visitors are new, not all of them buy, and some come back by themselves.
    constexpr std::int64_t visitors_per_order_percent = 128;
    const auto last = zone_.local(plan_.until).day;
    const auto orders =
        orders_expected_ppm(plan_.orders_a_day * profile_.share_percent, day, first_day_, last) /
        100;
    const auto count = draw_count(dice, orders * visitors_per_order_percent / 100);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto at = draw_moment(dice, zone_, day);
        const auto key = mix_for(Stream::visitor, seed_, action.key << 32U | std::uint64_t(i));
        if (at < plan_.until) schedule(at, What::visit, key);
    }
}

void Shop::change_products(Dice& dice, Instant at) {
    constexpr std::size_t products_max = 400;
    const auto seed = mix_for(Stream::catalog, seed_);
    if (dice.chance(25) && products_.size() < products_max) {
        products_.push_back(make_product(seed, profile_, products_.size(), at));
        const auto& product = products_.back();
        announce("products/create", at, product.id, 0, [&] { return bodies_.product(product); });
    }
    if (dice.chance(60)) {
        const auto count = static_cast<std::int64_t>(products_.size());
        auto& product = products_[static_cast<std::size_t>(dice.between(1, count - 1))];
        if (product.created_at == at) return;
        const auto percent = dice.between(90, 115);
        for (auto& variant : product.variants)
            variant.price = std::max<std::int64_t>(rounded_share(variant.price, percent, 100), 1);
        product.updated_at = at;
        announce("products/update", at, product.id, 0, [&] { return bodies_.product(product); });
    }
}

/// `key` counts the gaps since the end of the history.
void Shop::live(const Action& action) {
    auto slot = action.key + gaps_after(action.at);
    if (action.at < visits_from_) {
        const auto gaps = (visits_from_.ms - plan_.until.ms + life_gap_ms - 1) / life_gap_ms;
        slot = static_cast<std::uint64_t>(gaps);
    } else {
        const auto key = mix_for(Stream::life, seed_, action.key);
        Dice dice(key);
        const bool known = !customers_.empty() && dice.chance(350);
        const auto count = static_cast<std::int64_t>(customers_.size());
        schedule({action.at.ms + dice.below(life_gap_ms / 2)}, What::visit, key,
                 known ? dice.below(count) : -1);
    }
    const auto gap = static_cast<std::int64_t>(slot) * life_gap_ms;
    schedule({plan_.until.ms + gap}, What::life, slot);
}

std::uint64_t Shop::gaps_after(Instant at) const {
    const auto lived_ms = at.ms - std::max(plan_.until, visits_from_).ms;
    if (lived_ms < life_calms_ms) return 1;
    return lived_ms < life_is_calm_ms ? 3 : 10;
}

void Shop::announce_order(std::string_view topic, const Order& order, std::uint64_t event) {
    announce(topic, order.updated_at, order.id, event,
             [&] { return bodies_.order(order, buyer_of(order)); });
}

void Shop::close() {
    std::vector<std::int64_t> open;
    for (const auto& [id, order] : orders_) open.push_back(id);
    std::ranges::sort(open);
    for (const auto id : open) finish(orders_.at(id));
}

}  // namespace tillwatch::sim
