-- The days of customers who have no orders: there must be none.
-- param store_id bigint
-- returns customer_id bigint, day bigint, orders bigint, net_sales bigint, total_sales bigint
select c.customer_id, c.day, c.orders, c.net_sales, c.total_sales
from customer_days c
where c.store_id = :store_id
    and not exists (
        select 1
        from orders o
        where o.store_id = c.store_id and o.customer_id = c.customer_id
    )
