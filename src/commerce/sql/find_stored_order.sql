-- Which snapshot of an order is stored, to tell whether another is greater; and what it gave to
-- the sums.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint, happened_at bigint, day bigint, counted bigint, standing bigint,
--     order_value bigint, customer_id bigint null, told_customer_id bigint null,
--     channel text null, country_code text null, discount_codes text, gateways text
-- batch
select
    order_id, updated_at, triggered_at, completeness, content_hash, happened_at, day, counted,
    standing, order_value, customer_id, told_customer_id, channel, country_code, discount_codes,
    gateways
from orders
where store_id = :store_id and order_id = :order_id
