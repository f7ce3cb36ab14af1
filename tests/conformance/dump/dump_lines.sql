-- Standings, repeats by day, customers' days and cohorts of a store, as recompute_lines has them.
-- param store_id bigint
-- returns content text
select 'standing,' || cast(order_id as text) || ',' || cast(standing as text) as content
from orders
where store_id = :store_id and counted = 1 and customer_id is not null
union all
select
    'repeat,' || cast(day_before as text) || ',' || cast(day as text) || ','
        || cast(orders as text)
from repeat_orders
where store_id = :store_id and grain = 0
union all
select
    'customer,' || cast(customer_id as text) || ',' || cast(day as text) || ','
        || cast(orders as text) || ',' || cast(net_sales as text) || ','
        || cast(total_sales as text)
from customer_days
where store_id = :store_id
union all
select
    'cohort,' || cast(first_month as text) || ',' || cast(month as text) || ','
        || cast(customers as text)
from cohorts
where store_id = :store_id
