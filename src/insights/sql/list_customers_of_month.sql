-- The customers of a month by their net sales in it, greatest first, of equal ones the smaller id
-- first: a step of 32 behind a place in that order. `list` comes back with each row.
-- param list bigint
-- param store_id bigint
-- param month bigint
-- param after_net_sales bigint
-- param after_customer_id bigint
-- returns list bigint, net_sales bigint, customer_id bigint
-- batch
select cast(:list as bigint) as list, net_sales, customer_id
from customer_months
where store_id = :store_id and month = :month and net_sales <= :after_net_sales
    and (net_sales < :after_net_sales or customer_id > :after_customer_id)
order by net_sales desc, customer_id
limit 32
