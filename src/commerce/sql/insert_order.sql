-- An order as its greatest snapshot says, with what the projection makes of it; the older row is
-- deleted first.
-- param store_id bigint
-- param order_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- param name text
-- param happened_at bigint
-- param created_at bigint
-- param cancelled_at bigint null
-- param day bigint
-- param test bigint
-- param taxes_included bigint
-- param financial_status text
-- param fulfillment_status text null
-- param channel text null
-- param country_code text null
-- param email text null
-- param referrer text null
-- param checkout_token text null
-- param discount_codes text
-- param gateways text
-- param total_price bigint
-- param total_tax bigint
-- param tip bigint
-- param customer_id bigint null
-- param told_customer_id bigint null
-- param counted bigint
-- param standing bigint
-- param order_value bigint
-- batch
insert into orders (
    store_id, order_id, updated_at, triggered_at, completeness, content_hash, name, happened_at,
    created_at, cancelled_at, day, test, taxes_included, financial_status, fulfillment_status,
    channel, country_code, email, referrer, checkout_token, discount_codes, gateways,
    total_price, total_tax, tip, customer_id, told_customer_id, counted, standing,
    order_value
) values (
    :store_id, :order_id, :updated_at, :triggered_at, :completeness, :content_hash, :name,
    :happened_at, :created_at, :cancelled_at, :day, :test, :taxes_included, :financial_status,
    :fulfillment_status, :channel, :country_code, :email, :referrer, :checkout_token,
    :discount_codes, :gateways, :total_price, :total_tax, :tip, :customer_id, :told_customer_id,
    :counted, :standing, :order_value
)
