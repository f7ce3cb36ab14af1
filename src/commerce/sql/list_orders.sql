-- Orders as stored, by id.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint, name text, happened_at bigint, created_at bigint,
--     cancelled_at bigint null, day bigint, test bigint, taxes_included bigint,
--     financial_status text, fulfillment_status text null, channel text null,
--     country_code text null, email text null, total_price bigint, total_tax bigint,
--     tip bigint, customer_id bigint null
-- batch
select
    order_id, updated_at, triggered_at, completeness, content_hash, name, happened_at,
    created_at, cancelled_at, day, test, taxes_included, financial_status, fulfillment_status,
    channel, country_code, email, total_price, total_tax, tip, customer_id
from orders
where store_id = :store_id and order_id = :order_id
