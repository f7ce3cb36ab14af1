-- When a customer's first and last orders that count were placed.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, first_order_at bigint, last_order_at bigint
-- batch
select customer_id, first_order_at, last_order_at
from (
    select
        cast(:customer_id as bigint) as customer_id,
        (
            select happened_at
            from orders
            where store_id = :store_id and customer_id = :customer_id and counted = 1
            order by happened_at, order_id
            limit 1
        ) as first_order_at,
        (
            select happened_at
            from orders
            where store_id = :store_id and customer_id = :customer_id and counted = 1
            order by happened_at desc, order_id desc
            limit 1
        ) as last_order_at
) as times
where first_order_at is not null
