-- What an order gives to net sales: its rows of products and adjustments.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, net_sales bigint
-- batch
select order_id, cast(sum(total - tax) as bigint) as net_sales
from sales
where store_id = :store_id and order_id = :order_id and line_type in (1, 7)
group by order_id
