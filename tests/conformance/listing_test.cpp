// Lists, on both engines, page by page, against rows that are filtered and sorted by looking at
// each of them.
#include <set>

#include <gmock/gmock.h>

#include "base/clock.hpp"
#include "conformance/dice.hpp"
#include "conformance/engines.hpp"
#include "db/migrations.hpp"
#include "given/sql.hpp"
#include "ledger/rollup.hpp"
#include "listing/checkouts.hpp"
#include "listing/customers.hpp"
#include "listing/orders.hpp"
#include "listing/products.hpp"

namespace tillwatch::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr StoreId store{1};
constexpr StoreId other_store{2};
constexpr std::int64_t hour_ms = 3'600'000;

struct Given {
    std::vector<given::sql::InsertListedOrder::Params> orders;
    std::vector<given::sql::InsertLineOfProduct::Params> lines;
    std::vector<given::sql::InsertListedCustomer::Params> customers;
    std::vector<given::sql::InsertCustomerDay::Params> customer_days;
    std::vector<given::sql::InsertListedProduct::Params> products;
    std::vector<given::sql::InsertRollup::Params> product_days;
    std::vector<given::sql::InsertListedVariant::Params> variants;
    std::vector<given::sql::InsertCheckout::Params> checkouts;
};

/// Texts that live as long as the test, for parameters are views.
std::string_view kept(std::string text) {
    static std::set<std::string, std::less<>> texts;
    return *texts.insert(std::move(text)).first;
}

using MaybeText = std::optional<std::string_view>;

void add_customers(Given& given, Dice& dice, int count) {
    for (int i = 1; i <= count; ++i) {
        const auto first = dice.one_of({"Ann", "anna", "Bo", "", "\u00c9mile"});
        const auto last = dice.one_of({"Lee", "lees", "Annan", "", "O'Neil"});
        std::optional<std::int64_t> created_at;
        if (dice.below(5) != 0) created_at = dice.below(40) * hour_ms;
        MaybeText email;
        if (dice.below(4) != 0) email = kept(fmt::format("{}{}@Example.com", first, i));
        given.customers.push_back({store.value, i, created_at, first, last, email});
        for (int day = dice.below(3); day > 0; --day) {
            const auto [orders, net_sales] = std::pair(dice.below(2), dice.below(7) - 2);
            given.customer_days.push_back({store.value, i, day, orders, net_sales, 0});
            given.customer_days.push_back({other_store.value, i, day, 9, 9, 9});
        }
    }
}

void add_orders(Given& given, Dice& dice, int count) {
    for (int i = 1; i <= count; ++i) {
        std::optional<std::int64_t> cancelled_at;
        if (dice.below(5) == 0) cancelled_at = 5;
        std::optional<std::int64_t> customer_id;
        if (dice.below(3) != 0) customer_id = dice.below(12) + 1;  // some are not known
        const auto name = kept(fmt::format("{}{}", dice.one_of({"#", "", "EU-"}), 1000 + i));
        const auto email = dice.one_of<MaybeText>({{}, "ann9@example.com", "Zoe@example.com"});
        const std::int64_t happened_at = dice.below(30) * hour_ms;
        const std::int64_t price = dice.below(9) * 100 - 100;
        const std::int64_t test = dice.below(2);
        const auto status = dice.one_of({"paid", "pending"});
        const auto fulfillment = dice.one_of<MaybeText>({{}, "fulfilled", "partial"});
        const auto channel = dice.one_of<MaybeText>({{}, "web", "pos"});
        given.orders.push_back({store.value, i, name, happened_at, cancelled_at, test, status,
                                fulfillment, channel, email, price, customer_id});
        for (int line = dice.below(3); line > 0; --line)
            given.lines.push_back({store.value, i, line, dice.below(4) + 1});
    }
}

/// What was sold of a product on some days, beside what is called like it but is none of it.
void add_product_days(Given& given, Dice& dice, std::string_view id) {
    using ledger::Dimension;
    for (int day = dice.below(3); day > 0; --day) {
        const auto add = [&](StoreId of, Dimension dimension, int units) {
            given.product_days.push_back({.store_id = of.value,
                                          .dimension = static_cast<std::int64_t>(dimension),
                                          .value = id,
                                          .day = day,
                                          .units = units,
                                          .gross_sales = dice.below(7),
                                          .discounts = -dice.below(3),
                                          .returns = -1});
        };
        add(store, Dimension::product, dice.below(4));
        add(store, Dimension::vendor, 5);
        add(other_store, Dimension::product, 5);
    }
}

void add_products(Given& given, Dice& dice, int count) {
    for (int i = 1; i <= count; ++i) {
        given.products.push_back({store.value, i, dice.one_of({"Cup", "cup", "Red cup", "Pot", ""}),
                                  dice.one_of({"Acme", "Bolt", ""}), dice.one_of({"Mug", ""}),
                                  dice.one_of({"active", "draft"})});
        add_product_days(given, dice, kept(std::to_string(i)));
        for (int variant = dice.below(3); variant > 0; --variant)
            given.variants.push_back(
                {store.value, i, i * 10 + variant, dice.one_of<MaybeText>({{}, "CUP-1", "pot-2"})});
    }
}

void add_checkouts(Given& given, Dice& dice, int count) {
    for (int i = 1; i <= count; ++i) {
        const auto created_at = dice.below(30) * hour_ms;
        std::optional<std::int64_t> completed_at;
        if (dice.below(3) == 0) completed_at = created_at + dice.below(4) * hour_ms;
        const auto email = dice.one_of<MaybeText>({{}, "Ann@x.com", "bo@x.com"});
        const auto phone = dice.one_of<MaybeText>({{}, "+1555"});
        given.checkouts.push_back({store.value, kept(fmt::format("t{}", i)), created_at,
                                   completed_at, email, phone, email || phone ? 1 : 0});
    }
}

class Lists : public testing::TestWithParam<db::Engine> {
  protected:
    Lists() : empty_(GetParam(), Begun::with_schema_of_program), database_(empty_.open()) {
        db::migrate(*database_, db::migrations::state, SystemClock());
    }

    void put(const Given& given) {
        database_->write([&](db::Transaction& transaction) {
            transaction.batch<given::sql::InsertListedOrder>(given.orders);
            transaction.batch<given::sql::InsertLineOfProduct>(given.lines);
            transaction.batch<given::sql::InsertListedCustomer>(given.customers);
            transaction.batch<given::sql::InsertCustomerDay>(given.customer_days);
            transaction.batch<given::sql::InsertListedProduct>(given.products);
            transaction.batch<given::sql::InsertRollup>(given.product_days);
            transaction.batch<given::sql::InsertListedVariant>(given.variants);
            transaction.batch<given::sql::InsertCheckout>(given.checkouts);
        });
    }

    /// The rows of all pages of `limit`.
    template <class Question>
    auto walk(const Question& question, std::int64_t limit, StoreId store_id = store) {
        decltype(listing::read_rows(std::declval<db::Transaction&>(), store_id, question, {}, 1)
                     .rows) rows;
        std::optional<listing::Place> after;
        do {
            auto page = database_->read([&](db::Transaction& transaction) {
                return listing::read_rows(transaction, store_id, question, after, limit);
            });
            EXPECT_LE(std::ssize(page.rows), limit);
            std::ranges::move(page.rows, std::back_inserter(rows));
            after = page.next;
            if (after) after = listing::parse_place(text_of(*after));
        } while (after);
        return rows;
    }

    EmptyDatabase empty_;
    std::unique_ptr<db::Database> database_;
    Dice dice_{17};
};

std::string small(std::string_view text) {
    std::string folded(text);
    for (auto& c : folded)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return folded;
}

bool begins(std::string_view text, std::string_view with) {
    return small(text).starts_with(with);
}

bool is_called(const given::sql::InsertListedCustomer::Params& customer, std::string_view search) {
    const auto whole = fmt::format("{} {}", customer.first_name, customer.last_name);
    return begins(customer.email.value_or(""), search) || begins(whole, search) ||
           begins(customer.last_name, search);
}

bool is_wanted(const given::sql::InsertListedOrder::Params& order, const Given& given,
               const listing::OrdersQuestion& q) {
    if (q.search) {
        bool found = begins(order.name, *q.search) || begins(order.name, "#" + *q.search);
        if (!order.customer_id) found |= begins(order.email.value_or(""), *q.search);
        for (const auto& customer : given.customers)
            found |= customer.customer_id == order.customer_id && is_called(customer, *q.search);
        if (!found) return false;
    }
    const bool has_product = std::ranges::any_of(given.lines, [&](const auto& line) {
        return line.order_id == order.order_id && line.product_id == q.product_id;
    });
    return q.days.contains({order.happened_at}) &&
           order.financial_status ==
               q.financial_status.value_or(std::string(order.financial_status)) &&
           (!q.fulfillment_status ||
            order.fulfillment_status.value_or("unfulfilled") == *q.fulfillment_status) &&
           (!q.channel || order.channel.value_or("") == *q.channel) &&
           (!q.customer_id || order.customer_id == q.customer_id) &&
           (!q.product_id || has_product) && (!q.test || (order.test != 0) == *q.test) &&
           (!q.cancelled || order.cancelled_at.has_value() == *q.cancelled);
}

/// What names each row, in the order of their keys.
template <class Key, class Id>
std::vector<Id> in_order(std::vector<std::pair<Key, Id>> keys, bool descending) {
    std::ranges::sort(keys);
    if (descending) std::ranges::reverse(keys);
    std::vector<Id> ids;
    for (const auto& [_, id] : keys) ids.push_back(id);
    return ids;
}

/// The ids of the orders that the question asks for, in the order that it asks for.
std::vector<std::int64_t> wanted(const Given& given, const listing::OrdersQuestion& question) {
    std::vector<std::pair<std::int64_t, std::int64_t>> keys;
    for (const auto& order : given.orders)
        if (is_wanted(order, given, question))
            keys.emplace_back(question.sort.key == listing::OrderKey::total_price
                                  ? order.total_price
                                  : order.happened_at,
                              order.order_id);
    return in_order(std::move(keys), question.sort.descending);
}

template <class Row>
std::vector<std::int64_t> ids_of(const std::vector<Row>& rows) {
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

listing::OrdersQuestion orders_question(Dice& dice) {
    listing::OrdersQuestion question;
    question.sort = {dice.one_of({listing::OrderKey::processed_at, listing::OrderKey::total_price}),
                     dice.below(2) == 0};
    if (dice.below(3) == 0) question.days.since = {dice.below(30) * hour_ms};
    if (dice.below(3) == 0) question.days.until = {dice.below(30) * hour_ms};
    if (dice.below(4) == 0)
        question.search =
            dice.one_of({"#10", "10", "eu-1", "ann", "ann lee", "lee", "zoe@", "x", "\u00e9mile"});
    if (dice.below(6) == 0) question.financial_status = "paid";
    if (dice.below(6) == 0) question.fulfillment_status = dice.one_of({"unfulfilled", "partial"});
    if (dice.below(6) == 0) question.channel = dice.one_of({"web", ""});
    if (dice.below(6) == 0) question.customer_id = dice.below(13) + 1;
    if (dice.below(6) == 0) question.product_id = dice.below(5) + 1;
    if (dice.below(6) == 0) question.test = dice.below(2) == 0;
    if (dice.below(6) == 0) question.cancelled = dice.below(2) == 0;
    return question;
}

TEST_P(Lists, of_orders_have_what_was_asked_for_in_its_order) {
    Given given;
    add_customers(given, dice_, 10);
    add_orders(given, dice_, 120);
    put(given);
    std::size_t found = 0;
    for (int i = 0; i < 300; ++i) {
        const auto question = orders_question(dice_);
        const auto ids = ids_of(walk(question, dice_.below(40) + 1));
        ASSERT_EQ(ids, wanted(given, question)) << "question " << i;
        found += ids.size();
        EXPECT_THAT(walk(question, 50, other_store), IsEmpty());
    }
    EXPECT_GT(found, 3'000U);
}

TEST_P(Lists, say_the_same_of_a_search_that_finds_few_and_of_one_that_finds_many) {
    Given given;
    add_customers(given, dice_, 10);
    add_orders(given, dice_, static_cast<int>(listing::few_rows_max) + 200);
    put(given);
    for (const auto* search : {"", "#", "10", "#30", "eu-", "ann"}) {
        listing::OrdersQuestion question;
        question.search = search;
        for (const bool descending : {true, false}) {
            question.sort.descending = descending;
            const auto ids = wanted(given, question);
            EXPECT_EQ(ids_of(walk(question, 250)), ids) << search;
            EXPECT_FALSE(ids.empty()) << search;
        }
    }
    listing::OrdersQuestion of_customer;
    of_customer.customer_id = 3;
    EXPECT_EQ(ids_of(walk(of_customer, 250)), wanted(given, of_customer));
}

TEST_P(Lists, go_on_behind_a_page_that_looked_at_enough) {
    Given given;
    for (std::int64_t i = 1; i <= listing::page_scanned_max * 2; ++i)
        given.orders.push_back(
            {store.value, i, "#1", i, {}, i == 1 ? 1 : 0, "paid", {}, {}, {}, 1, {}});
    put(given);
    listing::OrdersQuestion question;
    question.test = true;
    const auto first = database_->read([&](db::Transaction& transaction) {
        return listing::read_rows(transaction, store, question, {}, 50);
    });
    EXPECT_THAT(first.rows, IsEmpty());
    ASSERT_TRUE(first.next);
    EXPECT_GT(first.next->number, listing::page_scanned_max / 2);
    EXPECT_THAT(ids_of(walk(question, 50)), ElementsAre(1));
}

TEST_P(Lists, of_orders_say_who_and_how_much) {
    Given given;
    given.customers = {{store.value, 7, {}, "Ann", "Lee", "ann@x.com"}};
    given.orders = {{store.value, 1, "#1", 0, {}, 0, "paid", {}, {}, "bo@x.com", 500, 7},
                    {store.value, 2, "#2", 1, {}, 0, "paid", {}, {}, "bo@x.com", 600, 8},
                    {store.value, 3, "#3", 2, 5, 1, "void", "partial", "web", {}, 700, {}}};
    put(given);
    using Sale = given::sql::InsertSale::Params;
    const auto sale = [](std::int64_t position, std::int64_t line_type, std::int64_t total) {
        return Sale{store.value, 1,  position, 0,  0,  0,  1,  line_type, 1,
                    total,       20, 0,        {}, {}, {}, {}, 0};
    };
    database_->write([&](db::Transaction& transaction) {
        transaction.batch<given::sql::InsertSale>(
            std::array{sale(0, 1, 320), sale(1, 7, -80), sale(2, 2, 1000), sale(3, 4, 1000)});
    });
    const auto rows = walk(listing::OrdersQuestion{}, 1);
    ASSERT_THAT(ids_of(rows), ElementsAre(3, 2, 1));
    EXPECT_FALSE(rows[0].customer);
    EXPECT_EQ(rows[0].cancelled_at, 5);
    EXPECT_EQ(rows[0].net_sales, 0);
    EXPECT_EQ(rows[1].customer->id, 8);
    EXPECT_EQ(rows[1].customer->first_name, "");
    EXPECT_EQ(rows[1].customer->email, std::nullopt);
    EXPECT_EQ(rows[2].customer->last_name, "Lee");
    EXPECT_EQ(rows[2].customer->email, "ann@x.com");
    EXPECT_EQ(rows[2].net_sales, 200);
    EXPECT_EQ(rows[2].total_price, 500);
}

/// What the days of the store that are of a customer or product come to.
template <class Days>
std::int64_t sum(const Days& days, const auto& is_of, const auto& value) {
    std::int64_t sum = 0;
    for (const auto& day : days)
        if (day.store_id == store.value && is_of(day)) sum += value(day);
    return sum;
}

std::int64_t key_of(const given::sql::InsertListedCustomer::Params& customer, const Given& given,
                    listing::CustomerKey key) {
    using Key = listing::CustomerKey;
    if (key == Key::created_at) return customer.created_at.value_or(0);
    return sum(
        given.customer_days,
        [&](const auto& day) { return day.customer_id == customer.customer_id; },
        [&](const auto& day) { return key == Key::orders ? day.orders : day.net_sales; });
}

TEST_P(Lists, of_customers_have_what_was_asked_for_in_its_order) {
    using Key = listing::CustomerKey;
    Given given;
    add_customers(given, dice_, 150);
    put(given);
    for (int i = 0; i < 100; ++i) {
        listing::CustomersQuestion question;
        question.sort = {dice_.one_of({Key::created_at, Key::orders, Key::net_sales}),
                         dice_.below(2) == 0};
        if (dice_.below(3) == 0) question.days.since = {dice_.below(40) * hour_ms};
        if (dice_.below(3) == 0) question.days.until = {dice_.below(40) * hour_ms};
        if (dice_.below(2) == 0)
            question.search = dice_.one_of({"ann", "ann l", "lee", "anna12", "o'n", "zoe", " "});
        if (dice_.below(4) == 0) question.has_orders = dice_.below(2) == 0;
        std::vector<std::pair<std::int64_t, std::int64_t>> keys;
        for (const auto& customer : given.customers) {
            const bool dated =
                question.days == listing::Span{} ||
                (customer.created_at && question.days.contains({*customer.created_at}));
            const bool found = !question.search || is_called(customer, *question.search);
            const bool has_orders = key_of(customer, given, Key::orders) > 0;
            if (dated && found && question.has_orders.value_or(has_orders) == has_orders)
                keys.emplace_back(key_of(customer, given, question.sort.key), customer.customer_id);
        }
        ASSERT_EQ(ids_of(walk(question, dice_.below(40) + 1)),
                  in_order(keys, question.sort.descending))
            << "question " << i;
    }
}

bool is_wanted(const given::sql::InsertListedProduct::Params& product, const Given& given,
               const listing::ProductsQuestion& q) {
    bool found = !q.search || small(product.title).contains(*q.search) ||
                 small(product.vendor).contains(*q.search);
    for (const auto& variant : given.variants)
        found |= variant.product_id == product.product_id && q.search &&
                 small(variant.sku.value_or("")).contains(*q.search);
    return found && (!q.vendor || product.vendor == *q.vendor) &&
           (!q.product_type || product.product_type == *q.product_type) &&
           (!q.status || product.status == *q.status);
}

/// By a number, or where that is 0 by a text.
std::pair<std::int64_t, std::string> key_of(const given::sql::InsertListedProduct::Params& product,
                                            const Given& given, listing::ProductKey key) {
    using Key = listing::ProductKey;
    if (key == Key::title) return {0, small(product.title)};
    const auto value = std::to_string(product.product_id);
    const auto is_of = [&](const auto& day) {
        return day.dimension == static_cast<std::int64_t>(ledger::Dimension::product) &&
               day.value == value;
    };
    const auto worth = [&](const auto& day) {
        return key == Key::units ? day.units : day.gross_sales + day.discounts + day.returns;
    };
    return {sum(given.product_days, is_of, worth), {}};
}

TEST_P(Lists, of_products_have_what_was_asked_for_in_its_order) {
    using Key = listing::ProductKey;
    Given given;
    add_products(given, dice_, 60);
    put(given);
    for (int i = 0; i < 100; ++i) {
        listing::ProductsQuestion question;
        question.sort = {dice_.one_of({Key::title, Key::units, Key::net_sales}),
                         dice_.below(2) == 0};
        if (dice_.below(2) == 0) question.search = dice_.one_of({"cup", "ac", "t-2", "d c", "q"});
        if (dice_.below(4) == 0) question.vendor = dice_.one_of({"Acme", "", "acme"});
        if (dice_.below(4) == 0) question.product_type = dice_.one_of({"Mug", ""});
        if (dice_.below(4) == 0) question.status = "draft";
        std::vector<std::pair<std::pair<std::int64_t, std::string>, std::int64_t>> keys;
        for (const auto& product : given.products)
            if (is_wanted(product, given, question))
                keys.emplace_back(key_of(product, given, question.sort.key), product.product_id);
        ASSERT_EQ(ids_of(walk(question, dice_.below(20) + 1)),
                  in_order(keys, question.sort.descending))
            << "question " << i;
    }
}

listing::CheckoutState state_of(const given::sql::InsertCheckout::Params& checkout, Instant now) {
    if (checkout.completed_at) return listing::CheckoutState::completed;
    const bool late = checkout.created_at < now.ms - hour_ms;
    return late && (checkout.email || checkout.phone) ? listing::CheckoutState::abandoned
                                                      : listing::CheckoutState::open;
}

bool counts_as(listing::CheckoutFigure figure, const given::sql::InsertCheckout::Params& checkout,
               Instant now) {
    using Figure = listing::CheckoutFigure;
    const auto& done = checkout.completed_at;
    if (figure == Figure::started || (figure == Figure::completed && done)) return true;
    if (figure == Figure::completed || (!checkout.email && !checkout.phone)) return false;
    if (done) return *done - checkout.created_at > hour_ms;
    return figure == Figure::abandoned && state_of(checkout, now) != listing::CheckoutState::open;
}

TEST_P(Lists, of_checkouts_have_what_was_asked_for_in_its_order) {
    Given given;
    add_checkouts(given, dice_, 80);
    put(given);
    using State = listing::CheckoutState;
    using Figure = listing::CheckoutFigure;
    for (int i = 0; i < 200; ++i) {
        listing::CheckoutsQuestion question;
        question.now = {15 * hour_ms};
        question.sort.descending = dice_.below(2) == 0;
        if (dice_.below(3) == 0) question.days.since = {dice_.below(30) * hour_ms};
        if (dice_.below(3) == 0) question.days.until = {dice_.below(30) * hour_ms};
        if (dice_.below(3) == 0) question.search = dice_.one_of({"ann@", "bo", "zoe"});
        if (dice_.below(2) == 0)
            question.state = dice_.one_of({State::open, State::completed, State::abandoned});
        if (dice_.below(2) == 0)
            question.figure = dice_.one_of(
                {Figure::started, Figure::completed, Figure::abandoned, Figure::recovered});
        std::vector<std::pair<std::int64_t, std::string>> keys;
        for (const auto& checkout : given.checkouts)
            if (question.days.contains({checkout.created_at}) &&
                (!question.search || begins(checkout.email.value_or(""), *question.search)) &&
                (!question.state || state_of(checkout, question.now) == *question.state) &&
                (!question.figure || counts_as(*question.figure, checkout, question.now)))
                keys.emplace_back(checkout.created_at, checkout.token);
        std::vector<std::string> seen;
        for (const auto& row : walk(question, dice_.below(20) + 1)) seen.push_back(row.token);
        ASSERT_EQ(seen, in_order(keys, question.sort.descending)) << "question " << i;
    }
}

ON_BOTH_ENGINES(Lists);

}  // namespace
}  // namespace tillwatch::test
