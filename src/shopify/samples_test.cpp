// Whole bodies as Shopify shows them (tests/data/shopify).
#include <gtest/gtest.h>

#include "json/reader.hpp"
#include "shopify/payload_sample.hpp"
#include "support/test_data.hpp"

namespace tillwatch::shopify {
namespace {

using State = Rejection::State;

std::string sample(std::string_view name) {
    return test::test_data("shopify/" + std::string(name) + ".json");
}

Parsed parse_sample(std::string_view name, std::string_view topic) {
    return parse(sample(name), topic, "USD");
}

TEST(Samples, of_orders_are_read_in_each_version) {
    const std::tuple<std::string_view, std::size_t, std::int64_t> samples[] = {
        {"orders_create", 5, 8999}, {"orders_create_2023-10", 2, 19900}};
    for (const auto& [name, lines, price] : samples) {
        const auto parsed = parse_sample(name, "orders/create");
        ASSERT_TRUE(parsed) << name << ": " << parsed.error().reason;
        const auto& order = parsed->orders.at(0);
        EXPECT_EQ(order.id.value, 820982911946154508) << name;
        EXPECT_EQ(order.happened_at.text(), "2022-01-01T00:00:00Z") << name;
        ASSERT_EQ(order.lines.size(), lines) << name;
        EXPECT_EQ(order.lines[0].price.minor, price) << name;
        EXPECT_EQ(order.gateways, (std::vector<std::string>{"visa", "bogus"})) << name;
        EXPECT_EQ(parsed->customers.at(0).customer.addresses.size(), 1U) << name;
    }
}

TEST(Samples, of_an_order_with_refunds_and_discounts_are_read) {
    const auto text = sample("rest_order_with_refunds");
    // The REST API wraps what a webhook sends bare.
    const auto begin = text.find("{\"order\":") + 9;
    const auto parsed = parse(text.substr(begin, text.rfind('}') - begin), "orders/updated", "USD");
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& order = parsed->orders.at(0);
    EXPECT_EQ(order.discount_codes, (std::vector<std::string>{"TENOFF"}));
    ASSERT_EQ(order.lines.size(), 3U);
    EXPECT_EQ(order.lines[0].discount.minor, 334);
    ASSERT_EQ(order.refunds.size(), 1U);
    EXPECT_EQ(order.refunds[0].lines.size(), 2U);
    EXPECT_EQ(order.refunds[0].transactions.at(0).amount.minor, 20900);
}

TEST(Samples, of_other_topics_are_read) {
    const std::pair<std::string_view, std::string_view> samples[] = {
        {"refunds_create", "refunds/create"},   {"customers_create", "customers/create"},
        {"products_create", "products/create"}, {"checkouts_create", "checkouts/create"},
        {"orders_edited", "orders/edited"},     {"customers_delete", "customers/delete"},
        {"app_uninstalled", "app/uninstalled"}, {"app_uninstalled", "shop/update"}};
    for (const auto& [name, topic] : samples) {
        const auto parsed = parse_sample(name, topic);
        EXPECT_TRUE(parsed) << topic << ": " << parsed.error().reason;
    }
    // A merge that failed, and a checkout without the token by which it is known.
    EXPECT_EQ(state_of(parse_sample("customers_merge", "customers/merge")), State::ignored);
    EXPECT_EQ(state_of(parse_sample("checkouts_delete", "checkouts/delete")), State::ignored);
}

TEST(Samples, of_an_app_that_may_not_see_whose_order_it_is_are_read_without_that) {
    auto text = sample("orders_shape_2025-04");
    const auto fill = [&](std::string_view from, std::string_view to) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
            text.replace(at, from.size(), to);
    };
    // The publisher replaced each value by one of its kind.
    fill("https://www.example.com/", "");
    fill(R"("admin_graphql_api_id":"")", R"("admin_graphql_api_id":null)");
    fill(R"("currency":"example string")", R"("currency":"USD")");
    fill(R"("rate":123)", R"("rate":0.2)");
    fill("\"example string\"", "\"1.00\"");
    const auto parsed = parse(text, "orders/create", "USD");
    ASSERT_TRUE(parsed) << parsed.error().reason;
    EXPECT_FALSE(parsed->orders.at(0).email);
    EXPECT_EQ(parsed->customers.at(0).customer.first_name, "");
}

TEST(Samples, cut_off_anywhere_are_refused) {
    const auto text = sample("orders_create");
    for (std::size_t size = 0; size + 2 < text.size(); size += 97)
        EXPECT_EQ(state_of(parse(text.substr(0, size), "orders/create", "USD")), State::failed)
            << size;
}

}  // namespace
}  // namespace tillwatch::shopify
