// One simulated store: what happens in it, one action after the other, in the order of time. Each
// action changes the records (records.hpp) and announces itself by the webhooks that Shopify would
// send. The history goes up to `until`; then the store lives: visitors come every few seconds,
// later less often, instead of every hour, and what follows an order follows within minutes instead
// of weeks. What happens is a function of the seed and of `until`, not of when it is asked for. One
// thread. Limits: keeps all of its customers, and each order as long as something may happen to it.
#pragma once

#include <deque>
#include <functional>
#include <queue>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "sim/bodies.hpp"
#include "sim/dice.hpp"
#include "sim/records.hpp"

namespace tillwatch::sim {

/// Between two visits of a store that lives since some minutes.
inline constexpr std::int64_t life_gap_ms = 4'000;
/// Who looks for longer sees it calm down, or the day would dwarf all before it: from then on every
/// third visit is left, and every tenth.
inline constexpr std::int64_t life_calms_ms = 600'000;
inline constexpr std::int64_t life_is_calm_ms = 3'600'000;

struct Plan {
    std::uint64_t seed = 1;
    std::int64_t orders_a_day = 20;  // of the greatest store, at the end of the history
    std::int64_t days = 730;
    Instant until;
    bool lives = false;  // goes on after `until`
};

struct Webhook {
    std::size_t shop = 0;
    std::string_view topic;
    std::string body;
    Instant triggered_at;
    std::string id, event_id;  // as UUIDs; the same for the same event of the same plan
};

/// Who is told. What is empty is not called, and costs nothing.
struct Audience {
    std::function<void(Webhook)> on_webhook;
    bool wants_bodies = true;  // of webhooks; else they are empty
    /// Nothing more happens to this order. `customer_id` 0: a guest's.
    std::function<void(std::size_t shop, const Order&, const Customer&)> on_closed;
    std::function<void(std::size_t shop, const Customer&)> on_customer;  // a new one
};

class Shop {
  public:
    Shop(std::size_t index, const Plan& plan, const Audience& audience);

    /// When the next thing happens; none: nothing more does.
    std::optional<Instant> next() const;
    void act();
    /// Visits before then are left out: a living store that was not looked at.
    void skip_visits_until(Instant instant) { visits_from_ = instant; }
    /// Closes the orders that are open still.
    void close();

    const Profile& profile() const { return profile_; }
    Currency currency() const { return currency_; }
    const TimeZone& zone() const { return zone_; }
    const Bodies& bodies() const { return bodies_; }
    const std::deque<Product>& products() const { return products_; }
    const std::deque<Customer>& customers() const { return customers_; }

  private:
    enum class What : std::uint8_t {
        day,       // its visitors are planned
        life,      // the next visit of a living store
        visit,     // of a new customer or, with a subject, of a known one
        complete,  // a checkout becomes an order
        pay,       // the rest: of the order that is the subject
        fulfil,
        refund,
        edit,
        cancel,
        erase,
        move_house,
    };
    struct Action {
        Instant at;
        std::uint64_t place;  // among those of the same instant
        What what;
        std::uint64_t key;
        std::int64_t subject;
        bool operator>(const Action& other) const {
            return std::tie(at, place) > std::tie(other.at, other.place);
        }
    };
    /// A visitor who is known by what they put together.
    struct Visitor {
        Order order;
        Customer person;
        Checkout checkout;
        bool known = false;  // a customer already: the order says which
    };

    // shop.cpp
    void open();
    void plan_day(const Action& action);
    void live(const Action& action);
    std::uint64_t gaps_after(Instant at) const;
    void change_products(Dice& dice, Instant at);
    void schedule(Instant at, What what, std::uint64_t key, std::int64_t subject = -1);
    template <class Write>
    void announce(std::string_view topic, Instant at, std::int64_t subject, std::uint64_t event,
                  Write write);
    void announce_order(std::string_view topic, const Order& order, std::uint64_t event);

    // visits.cpp
    void visit(const Action& action);
    void look_around(Visitor visitor, const Action& action, Dice& dice);
    void complete(const Action& action);
    void place(Visitor visitor, std::uint64_t key, Instant at);
    void identify(Order& order, Instant at);
    void join(Visitor& visitor, Instant at);
    void plan_fate(Order& order, Dice& dice);
    void plan_return(const Order& order, Dice& dice);
    Instant after(Instant at, Dice& dice, std::int64_t least_minutes, std::int64_t most_minutes);
    void expect(Order& order, Instant at, What what, Dice& dice);

    // fates.cpp
    void happen(const Action& action);
    void happen_to(Order& order, const Action& action, Dice& dice);
    void pay(Order& order, std::uint64_t event);
    void fulfil(Order& order, const Action& action, Dice& dice);
    void refund(Order& order, std::uint64_t event, Dice& dice);
    void give_back(Order& order, Refund refund, std::uint64_t event);
    void edit(Order& order, std::uint64_t event, Dice& dice);
    void cancel(Order& order, std::uint64_t event, Dice& dice);
    void erase(Order& order, std::uint64_t event);
    void move_house(Order& order, std::uint64_t event, Dice& dice);
    void finish(Order& order);
    const Customer& buyer_of(const Order& order) const;
    static void touch(Order& order, Instant at);

    std::size_t index_;
    const Plan& plan_;
    const Audience& audience_;
    const Profile& profile_;
    std::uint64_t seed_;  // of this store
    Currency currency_;
    TimeZone zone_;
    Bodies bodies_;
    Day first_day_;
    Instant visits_from_;
    std::deque<Product> products_;
    std::deque<Customer> customers_;
    std::unordered_map<std::int64_t, Order> orders_;     // the open ones, by id
    std::unordered_map<std::int64_t, Customer> guests_;  // of open orders
    std::unordered_map<std::uint64_t, Visitor> visitors_;
    std::priority_queue<Action, std::vector<Action>, std::greater<>> actions_;
    std::uint64_t scheduled_ = 0;
    std::int64_t last_order_ms_ = 0;
    std::int64_t last_number_ = 1000;
    std::int64_t number_at_until_ = 0;
};

}  // namespace tillwatch::sim
