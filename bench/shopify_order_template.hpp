// The text of an order as Shopify's webhooks carry it: the fields of orders/create, 2026-10, in
// their order. Line breaks and what indents a line are for the reader alone and go away; <name>
// stands for what bench/shopify_deliveries.cpp puts there. '/' is escaped, as it is on the wire.
#pragma once

#include <string_view>

namespace tillwatch::bench {

inline constexpr std::string_view order_template = R"({
    "id":<order_id>,"admin_graphql_api_id":"gid:\/\/shopify\/Order\/<order_id>","app_id":580111,
    "browser_ip":"<browser_ip>","buyer_accepts_marketing":<marketing>,"cancel_reason":null,
    "cancelled_at":null,"cart_token":"<cart_token>","checkout_id":<checkout_id>,
    "checkout_token":"<checkout_token>","client_details":{"accept_language":"en-GB",
    "browser_height":null,"browser_ip":"<browser_ip>","browser_width":null,
    "session_hash":null,"user_agent":"Mozilla\/5.0 (<device>) AppleWebKit\/537.36"},
    "closed_at":null,"confirmation_number":"<confirmation>","confirmed":true,
    "contact_email":"<email>","created_at":"<at>","currency":"<currency>",
    "current_shipping_price_set":<shipping_set>,"current_subtotal_price":"<subtotal>",
    "current_subtotal_price_set":<subtotal_set>,"current_total_additional_fees_set":null,
    "current_total_discounts":"0.00","current_total_discounts_set":<zero_set>,
    "current_total_duties_set":null,"current_total_price":"<total>",
    "current_total_price_set":<total_set>,"current_total_tax":"<tax>",
    "current_total_tax_set":<tax_set>,"customer_locale":"en-GB","device_id":null,
    "discount_codes":[],"duties_included":false,"email":"<email>","estimated_taxes":false,
    "financial_status":"paid","fulfillment_status":null,"landing_site":"\/products\/<handle>",
    "landing_site_ref":null,"location_id":null,"merchant_business_entity_id":"MTU0ODM4MDAwOQ",
    "merchant_of_record_app_id":null,"name":"#<number>","note":"<note>","note_attributes":[],
    "number":<number>,"order_number":<number>,
    "order_status_url":"https:\/\/<shop>\/548380009\/orders\/<token>\/authenticate?key=<key>",
    "original_total_additional_fees_set":null,"original_total_duties_set":null,
    "payment_gateway_names":["shopify_payments"],"phone":null,"po_number":null,
    "presentment_currency":"<currency>","processed_at":"<at>","reference":null,
    "referring_site":"https:\/\/www.google.com\/","source_identifier":null,"source_name":"web",
    "source_url":null,"subtotal_price":"<subtotal>","subtotal_price_set":<subtotal_set>,
    "tags":"","tax_exempt":false,"tax_lines":[{"price":"<tax>","rate":0.2,"title":"GB VAT",
    "price_set":<tax_set>,"channel_liable":false}],"taxes_included":true,"test":false,
    "token":"<token>","total_cash_rounding_payment_adjustment_set":<zero_set>,
    "total_cash_rounding_refund_adjustment_set":<zero_set>,"total_discounts":"0.00",
    "total_discounts_set":<zero_set>,"total_line_items_price":"<subtotal>",
    "total_line_items_price_set":<subtotal_set>,"total_outstanding":"0.00",
    "total_price":"<total>","total_price_set":<total_set>,
    "total_shipping_price_set":<shipping_set>,"total_tax":"<tax>","total_tax_set":<tax_set>,
    "total_tip_received":"0.00","total_weight":<grams>,"updated_at":"<at>","user_id":null,
    "billing_address":<address>,
    "customer":{"id":<customer_id>,"created_at":"<at>","updated_at":"<at>",
    "first_name":"<first_name>","last_name":"<last_name>","state":"disabled","note":null,
    "verified_email":true,"multipass_identifier":null,"tax_exempt":false,"email":"<email>",
    "phone":null,"currency":"<currency>","tax_exemptions":[],
    "admin_graphql_api_id":"gid:\/\/shopify\/Customer\/<customer_id>","default_address":{
    "id":<address_id>,"customer_id":<customer_id>,"first_name":"<first_name>",
    "last_name":"<last_name>","company":null,"address1":"<street>","address2":null,
    "city":"<city>","province":null,"country":"United Kingdom","zip":"<zip>",
    "phone":"<phone>","name":"<first_name> <last_name>","province_code":null,
    "country_code":"GB","country_name":"United Kingdom","default":true}},
    "discount_applications":[],"fulfillments":[],"line_items":[<line_items>],
    "payment_terms":null,"refunds":[],"shipping_address":<shipping_address>,
    "shipping_lines":[<shipping_lines>],"returns":[],"line_item_groups":[]})";

inline constexpr std::string_view address_template = R"({
    "first_name":"<first_name>","address1":"<street>","phone":"<phone>","city":"<city>",
    "zip":"<zip>","province":null,"country":"United Kingdom","last_name":"<last_name>",
    "address2":null,"company":null,"latitude":<latitude>,"longitude":<longitude>,
    "name":"<first_name> <last_name>","country_code":"GB","province_code":null})";

inline constexpr std::string_view line_template = R"({
    "id":<line_id>,"admin_graphql_api_id":"gid:\/\/shopify\/LineItem\/<line_id>",
    "attributed_staffs":[],"current_quantity":<quantity>,"fulfillable_quantity":<quantity>,
    "fulfillment_service":"manual","fulfillment_status":null,"gift_card":false,
    "grams":<line_grams>,"name":"<title> - <variant>","price":"<price>","price_set":<price_set>,
    "product_exists":true,"product_id":<product_id>,"properties":[],"quantity":<quantity>,
    "requires_shipping":true,"sales_line_item_group_id":null,"sku":"<sku>","taxable":true,
    "title":"<title>","total_discount":"0.00","total_discount_set":<zero_set>,
    "variant_id":<variant_id>,"variant_inventory_management":"shopify",
    "variant_title":"<variant>","vendor":"<vendor>","tax_lines":[{"channel_liable":false,
    "price":"<line_tax>","price_set":<line_tax_set>,"rate":0.2,"title":"GB VAT"}],"duties":[],
    "discount_allocations":[]})";

inline constexpr std::string_view shipping_line_template = R"({
    "id":<shipping_line_id>,"carrier_identifier":null,"code":"Standard",
    "current_discounted_price_set":<shipping_set>,"discounted_price":"<shipping>",
    "discounted_price_set":<shipping_set>,"is_removed":false,"phone":null,
    "price":"<shipping>","price_set":<shipping_set>,"requested_fulfillment_service_id":null,
    "source":"shopify","title":"Standard","tax_lines":[],"discount_allocations":[]})";

/// What Shopify sends before the body; the host and whom it is for are added.
inline constexpr std::string_view head_template =
    "POST /webhooks/shopify HTTP/1.1\r\n"
    "Host: <host>\r\n"
    "User-Agent: Shopify-Captain-Hook\r\n"
    "Content-Length: <length>\r\n"
    "Accept: */*\r\n"
    "Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3\r\n"
    "Content-Type: application/json\r\n"
    "X-Shopify-Api-Version: 2026-10\r\n"
    "X-Shopify-Event-Id: <event_id>\r\n"
    "X-Shopify-Hmac-Sha256: <signature>\r\n"
    "X-Shopify-Shop-Domain: <shop>\r\n"
    "X-Shopify-Topic: <topic>\r\n"
    "X-Shopify-Triggered-At: <triggered_at>\r\n"
    "X-Shopify-Webhook-Id: <webhook_id>\r\n\r\n";

}  // namespace tillwatch::bench
