// Visitors of a simulated store: how they become customers, and their carts orders.
#include <algorithm>

#include <fmt/format.h>

#include "sim/cart.hpp"
#include "sim/people.hpp"
#include "sim/seasons.hpp"
#include "sim/shares.hpp"
#include "sim/shop_parts.hpp"

namespace tillwatch::sim {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour = 60, day = 24 * hour;  // in minutes
/// So much faster does a living store what takes hours or weeks in its history.
constexpr std::int64_t hurry = 3'000;

constexpr std::string_view channels[] = {"web", "pos", "iphone", "shopify_draft_order", "3890849"};
constexpr int channel_weights[] = {74, 11, 7, 3, 5};
constexpr std::string_view referrers[] = {"https://www.google.com/", "https://www.instagram.com/",
                                          "https://l.facebook.com/", ""};
constexpr std::string_view landing_sites[] = {"/", "/products/item-0012?utm_source=newsletter",
                                              "/collections/gifts", "/?gclid=abc&utm_medium=cpc"};

}  // namespace

Instant Shop::after(Instant at, Dice& dice, std::int64_t least_minutes, std::int64_t most_minutes) {
    const auto minutes = dice.between(least_minutes, most_minutes);
    const auto delay_ms = minutes * minute_ms + dice.below(minute_ms);
    return {at.ms + (at < plan_.until ? delay_ms : delay_ms / hurry)};
}

void Shop::visit(const Action& action) {
    Dice dice(action.key);
    Visitor visitor;
    visitor.known = action.subject >= 0;
    if (visitor.known)
        visitor.person = customers_[static_cast<std::size_t>(action.subject)];
    else
        visitor.person = make_person(dice, profile_);
    const auto channel = channels[dice.weighted(channel_weights)];
    auto& order = visitor.order;
    order = fill_cart(dice, profile_, products_, *visitor.person.place, channel);
    order.key = action.key;
    order.guest = !visitor.known && dice.chance(channel == "pos" ? 600 : 110);
    if (visitor.known) order.customer = static_cast<std::size_t>(action.subject);
    if (channel == "web") return look_around(std::move(visitor), action, dice);
    place(std::move(visitor), action.key, action.at);
}

/// A checkout is begun, and perhaps finished.
void Shop::look_around(Visitor visitor, const Action& action, Dice& dice) {
    auto& order = visitor.order;
    auto& checkout = visitor.checkout;
    order.referrer = dice.pick(referrers);
    order.landing_site = dice.pick(landing_sites);
    order.checkout_token = fmt::format("{:016x}{:016x}", action.key, mix({action.key}));
    checkout.token = order.checkout_token;
    checkout.created_at = checkout.updated_at = whole_second(action.at);
    checkout.contact = dice.chance(850);
    announce("checkouts/create", action.at, 0, action.key,
             [&] { return bodies_.checkout(checkout, order, visitor.person); });
    if (!checkout.contact || !dice.chance(visitor.known ? 900 : 640)) return;
    const bool later = dice.chance(60);
    const auto at =
        later ? after(action.at, dice, 2 * hour, 30 * hour) : after(action.at, dice, 1, 20);
    schedule(at, What::complete, action.key);
    visitors_.emplace(action.key, std::move(visitor));
}

void Shop::complete(const Action& action) {
    const auto found = visitors_.find(action.key);
    auto visitor = std::move(found->second);
    visitors_.erase(found);
    visitor.checkout.completed_at = visitor.checkout.updated_at = whole_second(action.at);
    announce("checkouts/update", action.at, 0, action.key,
             [&] { return bodies_.checkout(visitor.checkout, visitor.order, visitor.person); });
    place(std::move(visitor), action.key, action.at);
}

/// Ids and numbers grow with time, so that a living store that is begun again gives no id twice.
void Shop::identify(Order& order, Instant at) {
    constexpr std::int64_t epoch_ms = 1'262'304'000'000;  // 2010
    constexpr std::int64_t life_ms_per_number = 2'000;
    last_order_ms_ = std::max(at.ms, last_order_ms_ + 1);
    order.id = (last_order_ms_ - epoch_ms) * 10;
    if (at < plan_.until) {
        number_at_until_ = order.number = ++last_number_;
    } else {
        const auto in_life = (at.ms - plan_.until.ms) / life_ms_per_number;
        order.number = last_number_ = std::max(last_number_ + 1, number_at_until_ + 1 + in_life);
    }
    for (auto& line : order.lines) line.id += order.id * 100;
}

void Shop::join(Visitor& visitor, Instant at) {
    auto& person = visitor.person;
    person.id = visitor.order.id + 2;
    person.created_at = person.updated_at = whole_second(at);
    if (visitor.order.guest) {
        guests_.emplace(visitor.order.id, person);
        return;
    }
    visitor.order.customer = customers_.size();
    customers_.push_back(person);
    if (audience_.on_customer) audience_.on_customer(index_, person);
    announce("customers/create", at, person.id, visitor.order.key,
             [&] { return bodies_.customer(person); });
}

void Shop::place(Visitor visitor, std::uint64_t key, Instant at) {
    auto& order = visitor.order;
    Dice dice(mix_for(Stream::fate, key));
    identify(order, at);
    if (!visitor.known) join(visitor, at);
    order.created_at = order.processed_at = whole_second(at);
    order.updated_at = at;
    // A till that was offline tells later.
    if (order.channel == "pos" && dice.chance(60))
        order.processed_at.ms -= dice.between(1, 180) * minute_ms;
    order.gateway = dice.chance(780) ? profile_.card_gateway : profile_.other_gateway;
    order.test = dice.chance(4);
    if (order.test) order.gateway = "bogus";
    auto& kept = orders_.emplace(order.id, std::move(order)).first->second;
    plan_fate(kept, dice);
    announce_order("orders/create", kept, key);
    if (kept.financial_status == "paid") announce_order("orders/paid", kept, key);
    if (kept.awaited == 0) finish(kept);
}

void Shop::expect(Order& order, Instant at, What what, Dice& dice) {
    ++order.awaited;
    schedule(at, what, dice.next(), order.id);
}

void Shop::plan_fate(Order& order, Dice& dice) {
    const auto at = order.created_at;
    if (order.test) {
        if (dice.chance(300)) expect(order, after(at, dice, hour, day), What::erase, dice);
        return;
    }
    const bool pos = order.channel == "pos";
    if (!pos && dice.chance(90)) {
        order.financial_status = dice.chance(600) ? "authorized" : "pending";
        if (order.financial_status == "authorized" || dice.chance(700))
            expect(order, after(at, dice, hour, 3 * day), What::pay, dice);
        else
            expect(order, after(at, dice, 3 * day, 7 * day), What::cancel, dice);
    }
    if (!pos && dice.chance(30)) expect(order, after(at, dice, 10, 8 * hour), What::edit, dice);
    if (!pos && dice.chance(22)) {
        expect(order, after(at, dice, 10, day), What::cancel, dice);
        if (dice.chance(60)) expect(order, after(at, dice, 2 * day, 9 * day), What::erase, dice);
    }
    expect(order, after(at, dice, pos ? 0 : 4 * hour, pos ? 1 : 60 * hour), What::fulfil, dice);
    if (dice.chance(85)) expect(order, after(at, dice, 3 * day, 25 * day), What::refund, dice);
    if (dice.chance(12)) expect(order, after(at, dice, day, 20 * day), What::refund, dice);
    if (order.guest) return;
    if (dice.chance(25)) expect(order, after(at, dice, day, 9 * day), What::move_house, dice);
    plan_return(order, dice);
}

/// Also in a living store weeks go by until then.
void Shop::plan_return(const Order& order, Dice& dice) {
    if (!dice.chance(customers_[order.customer].returns_per_mille)) return;
    const auto days = dice.between(4, 60) + dice.between(3, 60);
    const auto then = zone_.local(order.created_at).day + static_cast<int>(days);
    schedule(draw_moment(dice, zone_, then), What::visit,
             mix_for(Stream::returning, seed_, order.key),
             static_cast<std::int64_t>(order.customer));
}

}  // namespace tillwatch::sim
