-- What a customer's orders come to, of all time.
-- param store_id bigint
-- param customer_id bigint
-- returns customer_id bigint, orders bigint, net_sales bigint
-- batch
select
    customer_id, cast(sum(orders) as bigint) as orders, cast(sum(net_sales) as bigint) as net_sales
from customer_days
where store_id = :store_id and customer_id = :customer_id
group by customer_id
