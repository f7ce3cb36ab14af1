-- Orders as a list shows them, with who placed each.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, name text, happened_at bigint, day bigint, financial_status text,
--     fulfillment_status text null, cancelled_at bigint null, test bigint, channel text null,
--     total_price bigint, order_value bigint null, email text null, customer_id bigint null,
--     first_name text null, last_name text null, customer_email text null
-- batch
select
    o.order_id, o.name, o.happened_at, o.day, o.financial_status, o.fulfillment_status,
    o.cancelled_at, o.test, o.channel, o.total_price,
    case when o.counted = 1 then o.order_value end as order_value, o.email, o.customer_id,
    c.first_name, c.last_name, c.email as customer_email
from orders o
left join customers c on c.store_id = o.store_id and c.customer_id = o.customer_id
where o.store_id = :store_id and o.order_id = :order_id
