// Each topic that is no order's and no refund's, and bodies that are not what their topic says.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "shopify/payload_sample.hpp"

namespace tillwatch::shopify {
namespace {

using State = Rejection::State;
using DeletedKind = commerce::Deletion::Kind;

const Instant noon = value_or_throw(Instant::parse("2026-09-01T12:00:00Z"));

constexpr std::string_view edit_body = R"({"order_edit": {"id": 78912328793123782,
    "created_at": "2026-07-04T00:00:00Z", "committed_at": "2026-07-04T01:00:00+01:00",
    "order_id": 1, "line_items": {"additions": [{"id": 12, "delta": 3}, {"id": 13, "delta": 0}],
    "removals": [{"id": 11, "delta": 1}]}}})";

constexpr std::string_view merge_body = R"({"admin_graphql_api_customer_kept_id":
    "gid://shopify/Customer/1", "admin_graphql_api_customer_deleted_id":
    "gid://shopify/Customer/2", "admin_graphql_api_job_id": null, "status": "completed"})";

constexpr std::string_view product_body = R"({"id": 5, "title": "Cup", "vendor": "Acme",
    "product_type": "Kitchen", "handle": "cup", "status": "active", "created_at": null,
    "updated_at": "2026-07-03T00:00:00Z", "admin_graphql_api_id": "gid://shopify/Product/5",
    "variants": [{"id": 51, "title": "Blue", "sku": "", "price": "10.00", "position": 1},
        {"id": 52, "title": "Red", "sku": "R", "price": 12.5, "position": 2}]})";

constexpr std::string_view checkout_body = R"({"token": "t0", "currency": "GBP",
    "created_at": "2026-07-03T00:00:00Z", "updated_at": "2026-07-03T00:10:00Z",
    "completed_at": null, "email": "ann@example.com", "phone": "", "total_price": "20.00",
    "abandoned_checkout_url": "https://a.example/secret", "customer": {"id": 7},
    "line_items": [{"key": "k", "product_id": 5, "variant_id": 51, "title": "Cup", "quantity": 2,
        "price": "10.00"}]})";

constexpr std::string_view shop_body = R"({"id": 3, "name": "Cups", "email": "a@cups.example",
    "iana_timezone": "Europe/London", "shop_owner": "Ann", "myshopify_domain":
    "cups.myshopify.com", "updated_at": "2026-07-03T00:00:00Z"})";

TEST(Order, is_told_to_be_paid_or_fulfilled_by_its_topic_where_its_body_says_the_same) {
    using Kind = commerce::Milestone::Kind;
    const auto told = [](std::string_view topic, std::string_view fulfillment,
                         std::string_view financial = "paid") {
        const auto body = with(fmt::format(R"("fulfillment_status": "{}")", fulfillment));
        return parse(replaced(body, R"("financial_status": "paid")",
                              fmt::format(R"("financial_status": "{}")", financial)),
                     topic)
            .value()
            .milestones;
    };
    const auto paid = told("orders/paid", "").at(0);
    EXPECT_EQ(paid.order_id, OrderId{820982911946154508});
    EXPECT_EQ(paid.kind, Kind::paid);
    EXPECT_EQ(paid.reached_at.text(), "2026-07-03T00:00:00Z");
    EXPECT_EQ(told("orders/paid", "", "partially_refunded").at(0).kind, Kind::paid);
    EXPECT_EQ(told("orders/partially_fulfilled", "partial").at(0).kind, Kind::partially_fulfilled);
    EXPECT_EQ(told("orders/fulfilled", "fulfilled").at(0).kind, Kind::fulfilled);
    EXPECT_TRUE(told("orders/create", "fulfilled").empty());
    EXPECT_TRUE(told("orders/updated", "partial").empty());
    EXPECT_TRUE(told("orders/paid", "fulfilled", "pending").empty());
    EXPECT_TRUE(told("orders/partially_fulfilled", "fulfilled").empty());
    EXPECT_TRUE(told("orders/fulfilled", "partial").empty());
}

TEST(OrderEdit, tells_units_added_and_taken) {
    const auto parsed = parse(edit_body, "orders/edited", "GBP", noon);
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& [edit, version] = parsed->edits.at(0);
    EXPECT_EQ(edit.id.value, 78912328793123782);
    EXPECT_EQ(edit.order_id, OrderId{1});
    EXPECT_EQ(edit.committed_at.text(), "2026-07-04T00:00:00Z");
    EXPECT_EQ(edit.additions, (std::vector<commerce::EditedUnits>{{{12}, 3}}));
    EXPECT_EQ(edit.removals, (std::vector<commerce::EditedUnits>{{{11}, 1}}));
    EXPECT_EQ(version.updated_at, edit.committed_at);
    EXPECT_EQ(version.triggered_at, noon);
}

TEST(OrderEdit, is_refused_without_its_time_or_its_order) {
    EXPECT_EQ(reason_of(parse(replaced(edit_body, "committed_at", "x"), "orders/edited")),
              "order_edit.committed_at is missing");
    EXPECT_EQ(reason_of(parse(replaced(edit_body, R"("order_id": 1)", R"("order_id": null)"),
                              "orders/edited")),
              "order_edit.order_id is missing");
    EXPECT_EQ(
        reason_of(parse(replaced(edit_body, R"("delta": 3)", R"("delta": -3)"), "orders/edited")),
        "order_edit.line_items.additions[0].delta is not a quantity");
    EXPECT_EQ(
        reason_of(parse(replaced(edit_body, R"("delta": 3)", R"("units": 3)"), "orders/edited")),
        "order_edit.line_items.additions[0].delta is missing");
}

TEST(CustomerMerge, has_an_effect_once_it_is_completed) {
    const auto parsed = parse(merge_body, "customers/merge", "GBP", noon);
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& merge = parsed->merges.at(0);
    EXPECT_EQ(merge.kept, CustomerId{1});
    EXPECT_EQ(merge.merged, CustomerId{2});
    EXPECT_EQ(merge.version.updated_at, noon);
    EXPECT_EQ(parse(merge_body, "customers/merge")->merges.at(0).version.updated_at, Instant{});
    const auto other = parse(replaced(merge_body, "Customer/1", "Customer/3"), "customers/merge");
    EXPECT_NE(other->merges.at(0).version.content_hash, merge.version.content_hash);
    for (const auto* status : {R"("failed")", R"("in_progress")", "null"})
        EXPECT_EQ(
            state_of(parse(replaced(merge_body, R"("completed")", status), "customers/merge")),
            State::ignored)
            << status;
}

TEST(CustomerMerge, is_refused_where_its_ids_are_none) {
    for (const auto* id : {"gid://shopify/Customer/x", "2", "gid://shopify/Customer/1", ""})
        EXPECT_EQ(state_of(parse(replaced(merge_body, "gid://shopify/Customer/2", id),
                                 "customers/merge")),
                  State::failed)
            << id;
}

TEST(Product, is_read_with_its_variants) {
    const auto parsed = parse(product_body, "products/update", "GBP", noon);
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& product = parsed->products.at(0);
    EXPECT_EQ(product.id, ProductId{5});
    EXPECT_EQ(product.title + "|" + product.vendor + "|" + product.product_type + "|" +
                  product.handle + "|" + product.status,
              "Cup|Acme|Kitchen|cup|active");
    EXPECT_EQ(product.version.updated_at.text(), "2026-07-03T00:00:00Z");
    EXPECT_EQ(product.variants,
              (std::vector<commerce::Variant>{{{51}, "Blue", std::nullopt, {1000}, 1},
                                              {{52}, "Red", "R", {1250}, 2}}));
    EXPECT_EQ(state_of(parse(R"({"id": 5, "title": "Cup"})", "products/update")), State::ignored);
    EXPECT_EQ(
        state_of(parse(replaced(product_body, R"("id": 52)", R"("id": 51)"), "products/create")),
        State::failed);
}

TEST(Checkout, is_known_by_its_token) {
    const auto parsed = parse(checkout_body, "checkouts/create");
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& checkout = parsed->checkouts.at(0);
    EXPECT_EQ(checkout.token, "t0");
    EXPECT_EQ(checkout.created_at.text(), "2026-07-03T00:00:00Z");
    EXPECT_EQ(checkout.version.updated_at.text(), "2026-07-03T00:10:00Z");
    EXPECT_FALSE(checkout.completed_at);
    EXPECT_EQ(checkout.email, "ann@example.com");
    EXPECT_FALSE(checkout.phone);
    EXPECT_EQ(checkout.customer_id, CustomerId{7});
    EXPECT_EQ(checkout.total_price.minor, 2000);
    EXPECT_EQ(
        checkout.lines,
        (std::vector<commerce::CheckoutLine>{{ProductId{5}, VariantId{51}, "Cup", 2, {1000}}}));
    EXPECT_TRUE(parsed->customers.empty());  // of whom an order tells more
}

TEST(Checkout, is_ignored_in_parts_and_refused_in_another_currency) {
    EXPECT_EQ(state_of(parse(replaced(checkout_body, R"("token": "t0",)", ""), "checkouts/update")),
              State::ignored);
    EXPECT_EQ(reason_of(parse(replaced(checkout_body, "GBP", "EUR"), "checkouts/update")),
              "currency is not the store's currency");
}

TEST(Shop, tells_its_name_and_its_time_zone) {
    const auto parsed = parse(shop_body, "shop/update");
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& change = parsed->shop_changes.at(0);
    EXPECT_EQ(change.name, "Cups");
    EXPECT_EQ(change.timezone, "Europe/London");
    EXPECT_FALSE(change.uninstalled);
    EXPECT_EQ(change.version.updated_at.text(), "2026-07-03T00:00:00Z");
    EXPECT_EQ(
        reason_of(parse(replaced(shop_body, "Europe/London", "Europe/Nowhere"), "shop/update")),
        "iana_timezone is not a known time zone");
}

TEST(Shop, is_left_without_the_app) {
    const auto timeless =
        replaced(shop_body, R"("updated_at": "2026-07-03T00:00:00Z")", R"("updated_at": null)");
    const auto parsed = parse(timeless, "app/uninstalled", "GBP", noon);
    ASSERT_TRUE(parsed) << parsed.error().reason;
    EXPECT_TRUE(parsed->shop_changes.at(0).uninstalled);
    EXPECT_FALSE(parsed->shop_changes.at(0).name);
    EXPECT_EQ(parsed->shop_changes.at(0).version.updated_at, noon);
    EXPECT_EQ(state_of(parse(order_body, "app/uninstalled")), State::failed);
    EXPECT_EQ(state_of(parse(R"({"id": 1})", "app/uninstalled")), State::failed);
}

TEST(Deletion, names_an_object_by_its_id_or_its_token) {
    const auto deleted = [](std::string_view topic, std::string_view body) {
        const auto parsed = parse(body, topic);
        EXPECT_TRUE(parsed) << parsed.error().reason;
        return parsed ? parsed->deletions.at(0) : commerce::Deletion{};
    };
    EXPECT_EQ(deleted("orders/delete", R"({"id": 820982911946154508})"),
              (commerce::Deletion{DeletedKind::order, 820982911946154508, ""}));
    EXPECT_EQ(deleted("products/delete", R"({"id": 5})"),
              (commerce::Deletion{DeletedKind::product, 5, ""}));
    EXPECT_EQ(deleted("customers/delete", R"({"id": 7, "phone": null, "addresses": [],
        "tax_exemptions": [], "admin_graphql_api_id": "gid://shopify/Customer/7"})"),
              (commerce::Deletion{DeletedKind::customer, 7, ""}));
    EXPECT_EQ(deleted("checkouts/delete", R"({"token": "t0", "total_price": "1.00"})"),
              (commerce::Deletion{DeletedKind::checkout, 0, "t0"}));
    EXPECT_EQ(state_of(parse(R"({"id": 981, "cart_token": "c"})", "checkouts/delete")),
              State::ignored);
    EXPECT_EQ(reason_of(parse("{}", "orders/delete")), "id is missing");
}

TEST(Deletion, is_never_read_from_a_living_object) {
    EXPECT_EQ(state_of(parse(order_body, "orders/delete")), State::failed);
    EXPECT_EQ(state_of(parse(product_body, "products/delete")), State::failed);
    EXPECT_EQ(state_of(parse(checkout_body, "checkouts/delete")), State::failed);
    EXPECT_EQ(state_of(parse(R"({"id": 7, "first_name": "Ann"})", "customers/delete")),
              State::failed);
    EXPECT_EQ(state_of(parse(R"({"id": 7, "admin_graphql_api_id": "gid://shopify/Customer/7"})",
                             "orders/delete")),
              State::failed);
}

TEST(Topics, have_no_effect_with_a_body_of_another_kind) {
    const std::pair<std::string_view, std::string_view> bodies[] = {
        {"orders/create", order_body},   {"orders/edited", edit_body},
        {"customers/merge", merge_body}, {"products/update", product_body},
        {"shop/update", shop_body},      {"checkouts/update", checkout_body}};
    for (const auto& [topic, expected] : bodies)
        for (const auto& [other, body] : bodies) {
            if (topic == other) continue;
            EXPECT_EQ(state_of(parse(body, topic)), State::failed) << other << " as " << topic;
        }
}

TEST(Topics, of_privacy_requests_are_ignored_and_say_that_they_are_kept) {
    for (const auto* topic : {"customers/data_request", "customers/redact", "shop/redact"}) {
        const auto parsed = parse(R"({"shop_id": 3, "customer": {"email": "a@b.c"}})", topic);
        EXPECT_EQ(state_of(parsed), State::ignored) << topic;
        EXPECT_NE(reason_of(parsed).find("kept for later"), std::string::npos) << topic;
    }
}

TEST(Customer, is_read_with_addresses_of_which_one_is_the_default) {
    const auto parsed = parse(R"({"id": 7, "first_name": "Ann", "created_at": null,
        "updated_at": "2026-07-09T00:00:00Z", "phone": "+44", "addresses": [
            {"id": 1, "first_name": "Ann", "last_name": "Lee", "city": "Leeds"},
            {"id": 2, "name": "Work", "zip": "N1", "default": true}],
        "default_address": {"id": 2, "name": "Work", "zip": "N1", "default": true}})",
                              "customers/create");
    ASSERT_TRUE(parsed) << parsed.error().reason;
    const auto& addresses = parsed->customers.at(0).customer.addresses;
    ASSERT_EQ(addresses.size(), 2U);
    EXPECT_EQ(addresses[0].name, "Ann Lee");
    EXPECT_FALSE(addresses[0].is_default);
    EXPECT_EQ(addresses[1].zip, "N1");
    EXPECT_TRUE(addresses[1].is_default);
}

TEST(Customer, has_a_default_address_even_where_no_list_holds_it) {
    const auto parsed = parse(R"({"id": 7, "state": "disabled", "addresses": [],
        "default_address": {"city": "Leeds"}})",
                              "customers/update");
    ASSERT_TRUE(parsed) << parsed.error().reason;
    ASSERT_EQ(parsed->customers.at(0).customer.addresses.size(), 1U);
    EXPECT_TRUE(parsed->customers.at(0).customer.addresses[0].is_default);
    EXPECT_EQ(state_of(parse(R"({"id": 7})", "customers/update")), State::ignored);
}

}  // namespace
}  // namespace tillwatch::shopify
