-- The months of customers, as the sums stand.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, month bigint, orders bigint, net_sales bigint, total_sales bigint
-- batch
select
    customer_id, month, orders, net_sales, total_sales
from customer_months
where store_id = :store_id and customer_id = :customer_id
order by month
