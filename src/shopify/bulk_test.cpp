// The lines of bulk operations, put together.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "shopify/import_line.hpp"
#include "shopify/payload_sample.hpp"
#include "support/test_data.hpp"

namespace tillwatch::shopify {
namespace {

const Currency usd = value_or_throw(Currency::parse("USD"));

std::vector<std::string> lines_of(std::string_view file) {
    const auto text = test::test_data("shopify/" + std::string(file) + ".jsonl");
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

Assembled assemble(const std::vector<std::string>& lines) {
    Assembled found;
    ImportLines import(usd);
    std::int64_t number = 0;
    for (const auto& line : lines) import.take(++number, line, found);
    import.finish(found);
    EXPECT_FALSE(import.first_held());
    return found;
}

std::string order_row(int id, std::string_view more = "") {
    return fmt::format(R"({{"id":"gid://shopify/Order/{}","name":"#{}","currencyCode":"USD",)"
                       R"("createdAt":"2026-09-01T14:15:00Z","updatedAt":"2026-09-02T00:00:00Z",)"
                       R"("displayFinancialStatus":"PAID"{}}})",
                       id, id, more);
}

std::string line_row(int id, int order, std::string_view more = "") {
    return fmt::format(R"({{"id":"gid://shopify/LineItem/{}","title":"Cup","quantity":2,)"
                       R"("originalUnitPriceSet":{{"shopMoney":{{"amount":"12.5"}}}}{},)"
                       R"("__parentId":"gid://shopify/Order/{}"}})",
                       id, more, order);
}

commerce::Order order_of(const std::vector<std::string>& lines) {
    auto found = assemble(lines);
    EXPECT_TRUE(found.rejected.empty()) << found.rejected[0].reason;
    return found.objects.empty() ? commerce::Order{} : found.objects[0].snapshots.orders.at(0);
}

std::vector<std::pair<std::int64_t, std::string>> rejected(const Assembled& found) {
    std::vector<std::pair<std::int64_t, std::string>> lines;
    for (const auto& [line, reason] : found.rejected) lines.emplace_back(line, reason);
    std::ranges::sort(lines);
    return lines;
}

TEST(BulkOrders, are_the_same_grouped_and_loose) {
    const auto grouped = assemble(lines_of("bulk_orders_grouped"));
    const auto loose = assemble(lines_of("bulk_orders_loose"));
    const auto versions = [](const Assembled& found) {
        std::map<OrderId, commerce::Version> all;
        for (const auto& object : found.objects)
            for (const auto& order : object.snapshots.orders) all[order.id] = order.version;
        return all;
    };
    EXPECT_EQ(versions(grouped).size(), 4U);
    EXPECT_EQ(versions(grouped), versions(loose));
    // The fifth is in another currency: its line and those of its children.
    EXPECT_EQ(grouped.rejected.size(), loose.rejected.size());
    std::int64_t lines = 0;
    for (const auto& object : loose.objects) lines += object.lines;
    EXPECT_EQ(lines + static_cast<std::int64_t>(loose.rejected.size()),
              static_cast<std::int64_t>(lines_of("bulk_orders_loose").size()));
}

TEST(BulkOrders, say_what_a_webhook_says) {
    const auto order =
        order_of({order_row(1, R"(,"processedAt":"2026-09-01T14:00:00Z","sourceName":"web",
            "displayFulfillmentStatus":"PARTIALLY_FULFILLED","discountCodes":["TEN","TEN"],
            "paymentGatewayNames":["visa"],"shippingAddress":{"countryCodeV2":"US"},
            "totalTaxSet":{"shopMoney":{"amount":"2.13"}},"checkoutToken":"t0",
            "customerJourneySummary":{"firstVisit":{"referrerUrl":"https://a.example/"}},
            "originalTotalAdditionalFeesSet":{"shopMoney":{"amount":"1.0"}},
            "customer":{"id":"gid://shopify/Customer/7","firstName":"Ann",
                "defaultEmailAddress":{"emailAddress":"ann@example.com"}})"),
                  line_row(11, 1, R"(,"currentQuantity":1,"isGiftCard":false,
            "product":{"id":"gid://shopify/Product/5"},"variant":null,
            "discountAllocations":[{"allocatedAmountSet":{"shopMoney":{"amount":"3.75"}},
                "discountApplication":{"index":1}}],
            "taxLines":[{"title":"VAT","rate":0.04,"priceSet":{"shopMoney":{"amount":"1.0"}}}],
            "duties":[{"price":{"shopMoney":{"amount":"2.0"}},"taxLines":[]}])"),
                  R"({"id":"gid://shopify/ShippingLine/21","isRemoved":false,
            "originalPriceSet":{"shopMoney":{"amount":"5.0"}},
            "discountedPriceSet":{"shopMoney":{"amount":"4.0"}},"taxLines":[],
            "__parentId":"gid://shopify/Order/1"})"});
    EXPECT_EQ(order.id, OrderId{1});
    EXPECT_EQ(order.happened_at.text(), "2026-09-01T14:00:00Z");
    EXPECT_EQ(order.version.updated_at.text(), "2026-09-02T00:00:00Z");
    EXPECT_EQ(order.version.completeness, 0);
    EXPECT_EQ(order.financial_status, "paid");
    EXPECT_EQ(order.fulfillment_status, "partial");
    EXPECT_EQ(order.channel, "web");
    EXPECT_EQ(order.country_code, "US");
    EXPECT_EQ(order.checkout_token, "t0");
    EXPECT_EQ(order.referrer, "https://a.example/");
    EXPECT_EQ(order.discount_codes, (std::vector<std::string>{"TEN"}));
    EXPECT_EQ(order.gateways, (std::vector<std::string>{"visa"}));
    EXPECT_EQ(order.total_tax.minor, 213);
    EXPECT_EQ(order.customer_id, CustomerId{7});
    EXPECT_EQ(order.fees, (std::vector<commerce::Charge>{{std::nullopt, {100}, {}}}));
    EXPECT_EQ(order.duties, (std::vector<commerce::Charge>{{LineItemId{11}, {200}, {}}}));
    EXPECT_EQ(order.shipping_lines, (std::vector<commerce::ShippingLine>{{{400}, {100}, {}}}));
    const auto& line = order.lines.at(0);
    EXPECT_EQ(line.product_id, ProductId{5});
    EXPECT_EQ(line.current_quantity, 1);
    EXPECT_EQ(line.price.minor, 1250);
    EXPECT_EQ(line.discount.minor, 375);
    EXPECT_EQ(line.discount_allocations.at(0).application, 1);
    EXPECT_EQ(line.tax.minor, 100);
    EXPECT_EQ(line.tax_rate_ppm, 40'000);
}

TEST(BulkOrders, have_the_status_of_webhooks) {
    const auto status = [](std::string_view financial, std::string_view fulfillment) {
        auto row = replaced(order_row(1), R"("PAID")", financial);
        row = replaced(row, "}", fmt::format(R"(,"displayFulfillmentStatus":{}}})", fulfillment));
        const auto order = order_of({row, line_row(11, 1)});
        return order.financial_status + " " + order.fulfillment_status.value_or("-");
    };
    EXPECT_EQ(status("null", R"("UNFULFILLED")"), "pending -");
    EXPECT_EQ(status(R"("PARTIALLY_REFUNDED")", R"("FULFILLED")"), "partially_refunded fulfilled");
    EXPECT_EQ(status(R"("VOIDED")", "null"), "voided -");
}

TEST(BulkOrders, leave_refunds_out_whose_lines_they_cannot_tell) {
    const auto order = order_of({order_row(1, R"(,"refunds":[{"id":"gid://shopify/Refund/9",
        "createdAt":"2026-09-03T00:00:00Z"}])"),
                                 line_row(11, 1)});
    EXPECT_TRUE(order.refunds.empty());
}

TEST(BulkOrders, take_the_line_that_comes_to_what_was_tipped_for_the_tip) {
    const std::string tipped = R"(,"totalTipReceivedSet":{"shopMoney":{"amount":"25.0"}})";
    EXPECT_TRUE(order_of({order_row(1, tipped), line_row(11, 1)}).lines.at(0).tip);
    EXPECT_FALSE(order_of({order_row(1), line_row(11, 1)}).lines.at(0).tip);
    EXPECT_FALSE(order_of({order_row(1, tipped),
                           line_row(11, 1, R"(,"product":{"id":"gid://shopify/Product/5"})")})
                     .lines.at(0)
                     .tip);
}

TEST(BulkOrders, without_line_items_are_not_whole) {
    EXPECT_EQ(rejected(assemble({order_row(1), order_row(2), line_row(12, 2)})),
              (std::vector<std::pair<std::int64_t, std::string>>{
                  {1, "not a whole order: it has no line items"}}));
}

TEST(BulkOrders, are_refused_with_all_their_lines_where_one_is_wrong) {
    const auto wrong = replaced(line_row(12, 1), "12.5", "much");
    const auto found =
        assemble({order_row(1), line_row(11, 1), wrong, order_row(2), line_row(21, 2)});
    EXPECT_EQ(rejected(found), (std::vector<std::pair<std::int64_t, std::string>>{
                                   {1, "belongs to what line 3 makes unusable"},
                                   {2, "belongs to what line 3 makes unusable"},
                                   {3, "originalUnitPrice is not a decimal number"}}));
    ASSERT_EQ(found.objects.size(), 1U);
    EXPECT_EQ(found.objects[0].lines, 2);
}

TEST(BulkOrders, are_refused_where_a_line_among_theirs_cannot_be_read) {
    const auto found = assemble({order_row(1), line_row(11, 1), "{\"id\":"});
    ASSERT_EQ(found.rejected.size(), 3U);
    EXPECT_TRUE(found.objects.empty());
    EXPECT_EQ(rejected(found)[0].second, "line 3 among its lines cannot be read");
}

TEST(BulkOrders, may_come_after_their_lines) {
    const auto order = order_of({line_row(12, 1), line_row(11, 1), order_row(1)});
    ASSERT_EQ(order.lines.size(), 2U);
    EXPECT_EQ(order.lines[0].id, LineItemId{11});
}

TEST(BulkOrders, that_stand_twice_have_the_lines_that_follow_each) {
    const auto found =
        assemble({order_row(1), line_row(11, 1), order_row(1), line_row(11, 1), line_row(12, 1)});
    EXPECT_TRUE(found.rejected.empty());
    ASSERT_EQ(found.objects.size(), 2U);
    EXPECT_EQ(found.objects[0].lines, 2);
    EXPECT_EQ(found.objects[1].lines, 3);
}

TEST(BulkOrders, never_lose_a_line_without_a_word) {
    const auto found = assemble({order_row(1), line_row(11, 1), line_row(99, 3)});
    ASSERT_EQ(found.rejected.size(), 1U);
    EXPECT_EQ(found.rejected[0].line, 3);
    EXPECT_NE(found.rejected[0].reason.find("not in the file"), std::string::npos);
}

/// Orders 1 to `count`, each with one line item behind it.
std::vector<std::string> grouped_orders(int count) {
    std::vector<std::string> lines;
    for (int id = 1; id <= count; ++id) {
        lines.push_back(order_row(id));
        lines.push_back(line_row(10'000 + id, id));
    }
    return lines;
}

TEST(BulkAssembler, gives_grouped_objects_out_as_they_end) {
    Assembled found;
    ImportLines import(usd);
    std::int64_t number = 0;
    constexpr int proof = grouped_proof_objects;
    for (const auto& line : grouped_orders(proof)) import.take(++number, line, found);
    EXPECT_TRUE(found.objects.empty());
    EXPECT_EQ(import.first_held(), 1);
    import.take(++number, order_row(proof + 1), found);
    EXPECT_EQ(found.objects.size(), grouped_proof_objects);
    EXPECT_EQ(import.first_held(), number);
    import.take(++number, line_row(1, proof + 1), found);
    import.take(++number, order_row(proof + 2), found);
    EXPECT_EQ(found.objects.size(), grouped_proof_objects + 1);
    // Too late, and said so.
    import.take(++number, line_row(2, 1), found);
    import.take(++number, line_row(3, proof + 2), found);
    import.finish(found);
    EXPECT_EQ(found.objects.size(), grouped_proof_objects + 2);
    ASSERT_EQ(found.rejected.size(), 1U);
    EXPECT_EQ(found.rejected[0].line, number - 1);
}

TEST(BulkAssembler, holds_loose_objects_to_the_end_however_many) {
    auto lines = grouped_orders(grouped_proof_objects + 10);
    lines.insert(lines.begin() + 2, line_row(1, grouped_proof_objects + 10));
    Assembled found;
    ImportLines import(usd);
    std::int64_t number = 0;
    for (const auto& line : lines) import.take(++number, line, found);
    EXPECT_TRUE(found.objects.empty());
    import.finish(found);
    EXPECT_EQ(found.objects.size(), grouped_proof_objects + 10);
    EXPECT_EQ(found.objects.back().lines, 3);
}

TEST(BulkAssembler, refuses_to_hold_more_than_it_may) {
    BulkAssembler assembler(10 * row_bytes_min);
    Assembled found;
    json::Parser parser;
    std::int64_t number = 0;
    const auto take = [&](const std::string& line) {
        auto row = read_bulk_row(*parser.parse(line), usd);
        row.line = ++number;
        row.bytes = line.size();
        assembler.take(std::move(row), found);
    };
    for (int id = 1; id <= 10; ++id) take(order_row(id));
    try {
        take(order_row(11));
        FAIL() << "it was held";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.code(), Code::too_large);
        EXPECT_TRUE(std::string_view(failure.what()).contains("line 11"));
    }
    EXPECT_TRUE(found.objects.empty());
}

TEST(BulkAgreements, are_the_rows_of_shopify_s_own_ledger) {
    const auto found = assemble(lines_of("bulk_agreements"));
    std::map<OrderId, commerce::OrderAgreements> all;
    for (const auto& object : found.objects)
        for (const auto& agreements : object.snapshots.agreements)
            all[agreements.order_id] = agreements;
    EXPECT_EQ(all.size(), 4U);
    const auto& refunded = all.at({5600001867783});
    ASSERT_EQ(refunded.sales.size(), 4U);
    EXPECT_EQ(refunded.version.updated_at.text(), "2026-09-23T13:00:00Z");
    EXPECT_EQ(refunded.sales[2],
              (commerce::AgreementSale{
                  .happened_at = value_or_throw(Instant::parse("2026-09-23T13:00:00Z")),
                  .action = commerce::Action::give_back,
                  .line_type = commerce::LineType::product,
                  .quantity = -1,
                  .total = {-5424},
                  .tax = {-425},
                  .discount = {},
                  .line_item_id = LineItemId{13000001835015}}));
    EXPECT_EQ(refunded.sales[3].line_type, commerce::LineType::shipping);
    const auto& tipped = all.at({5600001638407});
    EXPECT_EQ(tipped.sales.at(1).line_type, commerce::LineType::tip);
}

TEST(BulkAgreements, are_as_new_as_their_order_says_else_as_their_last) {
    const auto version = [](std::string_view more) {
        const auto found = assemble(
            {fmt::format(R"({{"id":"gid://shopify/Order/1","currencyCode":"USD"{}}})", more),
             R"({"id":"gid://shopify/OrderAgreement/2","happenedAt":"2026-09-01T00:00:00Z",
                "__parentId":"gid://shopify/Order/1"})"});
        return found.objects.at(0).snapshots.agreements.at(0).version.updated_at.text();
    };
    EXPECT_EQ(version(R"(,"updatedAt":"2026-10-01T00:00:00Z")"), "2026-10-01T00:00:00Z");
    EXPECT_EQ(version(""), "2026-09-01T00:00:00Z");
}

TEST(BulkAgreements, with_a_sale_of_no_known_kind_are_refused) {
    const auto found = assemble(
        {R"({"id":"gid://shopify/Order/1"})",
         R"({"id":"gid://shopify/OrderAgreement/2","happenedAt":"2026-09-01T00:00:00Z",
            "__parentId":"gid://shopify/Order/1"})",
         R"({"id":"gid://shopify/UnknownSale/3","actionType":"UNKNOWN","lineType":"PRODUCT",
            "totalAmount":{"shopMoney":{"amount":"1.0"}},
            "__parentId":"gid://shopify/OrderAgreement/2"})"});
    EXPECT_TRUE(found.objects.empty());
    EXPECT_EQ(rejected(found).at(2).second, "actionType is of no known kind");
}

TEST(BulkCustomers, are_read_with_the_addresses_that_follow) {
    const auto found = assemble(
        {R"({"id":"gid://shopify/Customer/7","firstName":"Zoë","lastName":null,
            "createdAt":"2025-11-02T14:00:00Z","updatedAt":"2026-03-08T06:30:00Z",
            "defaultEmailAddress":{"emailAddress":"zoe@example.com"},
            "defaultPhoneNumber":{"phoneNumber":"+44"},
            "defaultAddress":{"city":"Leeds","countryCodeV2":"GB"}})",
         R"({"id":"gid://shopify/MailingAddress/1?model_name=CustomerAddress","city":"York",
            "__parentId":"gid://shopify/Customer/7"})",
         R"({"id":"gid://shopify/MailingAddress/2?model_name=CustomerAddress","city":"Leeds",
            "countryCodeV2":"GB","__parentId":"gid://shopify/Customer/7"})"});
    const auto& [customer, own, version] = found.objects.at(0).snapshots.customers.at(0);
    EXPECT_TRUE(own);
    EXPECT_EQ(customer.first_name + customer.last_name, "Zoë");
    EXPECT_EQ(customer.email, "zoe@example.com");
    EXPECT_EQ(customer.phone, "+44");
    EXPECT_EQ(version.updated_at.text(), "2026-03-08T06:30:00Z");
    ASSERT_EQ(customer.addresses.size(), 2U);
    EXPECT_FALSE(customer.addresses[0].is_default);
    EXPECT_TRUE(customer.addresses[1].is_default);
}

TEST(BulkProducts, are_read_with_their_variants_by_position) {
    const auto variant = [](int id, int position) {
        return fmt::format(R"({{"id":"gid://shopify/ProductVariant/{}","title":"V","sku":null,)"
                           R"("price":"19.99","position":{},)"
                           R"("__parentId":"gid://shopify/Product/5"}})",
                           id, position);
    };
    const auto found = assemble({R"({"id":"gid://shopify/Product/5","title":"Cup",
        "vendor":"Acme","productType":"Kitchen","handle":"cup","status":"ACTIVE",
        "updatedAt":"2026-03-08T06:30:00Z"})",
                                 variant(51, 2), variant(52, 1)});
    const auto& product = found.objects.at(0).snapshots.products.at(0);
    EXPECT_EQ(product.status, "active");
    EXPECT_EQ(product.product_type, "Kitchen");
    ASSERT_EQ(product.variants.size(), 2U);
    EXPECT_EQ(product.variants[0].id, VariantId{52});
    EXPECT_EQ(product.variants[0].price.minor, 1999);
}

TEST(ImportLines, may_be_of_both_shapes) {
    Assembled found;
    ImportLines import(value_or_throw(Currency::parse("GBP")));
    import.take(1, order_body, found);
    EXPECT_EQ(found.objects.size(), 1U);
    EXPECT_FALSE(import.first_held());
    import.take(2, R"({"id":"gid://shopify/Collection/1"})", found);
    import.take(3, R"({"a": 1})", found);
    import.finish(found);
    EXPECT_EQ(rejected(found), (std::vector<std::pair<std::int64_t, std::string>>{
                                   {2, "id is of no known kind"},
                                   {3, "neither an order, a refund, a customer nor a product"}}));
}

}  // namespace
}  // namespace tillwatch::shopify
