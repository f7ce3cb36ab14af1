-- The days of customers, as the sums stand.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, day bigint, orders bigint, net_sales bigint, total_sales bigint
-- batch
select
    customer_id, day, orders, net_sales, total_sales
from customer_days
where store_id = :store_id and customer_id = :customer_id
order by day
