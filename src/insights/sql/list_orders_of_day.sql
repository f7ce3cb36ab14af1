-- The counted orders of a day, by id, behind one of them; each with the day of its customer's
-- counted order before it.
-- param store_id bigint
-- param day bigint
-- param after_order_id bigint
-- param limit bigint
-- returns order_id bigint, happened_at bigint, name text, channel text null,
--     country_code text null, discount_codes text, gateways text, customer_id bigint null,
--     standing bigint, day_before bigint null
select
    o.order_id, o.happened_at, o.name, o.channel, o.country_code, o.discount_codes, o.gateways,
    o.customer_id, o.standing,
    (
        select p.day
        from orders p
        where p.store_id = o.store_id and p.customer_id = o.customer_id and p.counted = 1
            and (p.happened_at, p.order_id) < (o.happened_at, o.order_id)
        order by p.happened_at desc, p.order_id desc
        limit 1
    ) as day_before
from orders o
where o.store_id = :store_id and o.day = :day and o.counted = 1 and o.order_id > :after_order_id
order by o.order_id
limit :limit
