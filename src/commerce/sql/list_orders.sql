-- Orders as told, by id.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint, name text, happened_at bigint, created_at bigint,
--     cancelled_at bigint null, test bigint, taxes_included bigint, financial_status text,
--     fulfillment_status text null, channel text null, country_code text null, email text null,
--     referrer text null, checkout_token text null, discount_codes text, gateways text,
--     total_price bigint, total_tax bigint, tip bigint, told_customer_id bigint null
-- batch
select
    order_id, updated_at, triggered_at, completeness, content_hash, name, happened_at,
    created_at, cancelled_at, test, taxes_included, financial_status, fulfillment_status,
    channel, country_code, email, referrer, checkout_token, discount_codes, gateways,
    total_price, total_tax, tip, told_customer_id
from orders
where store_id = :store_id and order_id = :order_id
