-- The ledger rows of a day, by order and position, behind a place in that order; with what their
-- order has. Most are of the day's own orders; those on another day than their order's have an
-- index.
-- param store_id bigint
-- param day bigint
-- param after_order_id bigint
-- param after_position bigint
-- param limit bigint
-- returns order_id bigint, position bigint, happened_at bigint, hour bigint, action bigint,
--     line_type bigint, quantity bigint, total bigint, tax bigint, discount bigint,
--     line_item_id bigint null, product_id bigint null, variant_id bigint null, vendor text null,
--     name text, channel text null, country_code text null, discount_codes text, gateways text,
--     customer_id bigint null, standing bigint
select
    s.order_id as order_id, s.position as position, s.happened_at, s.hour, s.action, s.line_type,
    s.quantity, s.total, s.tax, s.discount, s.line_item_id, s.product_id, s.variant_id, s.vendor,
    o.name, o.channel, o.country_code, o.discount_codes, o.gateways, o.customer_id, o.standing
from orders o
join sales s on s.store_id = o.store_id and s.order_id = o.order_id
where o.store_id = :store_id and o.day = :day and o.order_id >= :after_order_id and s.apart = 0
    and (s.order_id > :after_order_id or s.position > :after_position)
union all
select
    s.order_id as order_id, s.position as position, s.happened_at, s.hour, s.action, s.line_type,
    s.quantity, s.total, s.tax, s.discount, s.line_item_id, s.product_id, s.variant_id, s.vendor,
    o.name, o.channel, o.country_code, o.discount_codes, o.gateways, o.customer_id, o.standing
from sales s
join orders o on o.store_id = s.store_id and o.order_id = s.order_id
where s.store_id = :store_id and s.day = :day and s.order_id >= :after_order_id and s.apart = 1
    and (s.order_id > :after_order_id or s.position > :after_position)
order by order_id, position
limit :limit
