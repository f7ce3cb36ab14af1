-- Every row of customer_days of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(customer_id as text), '-')
    || ',' || coalesce(cast(day as text), '-')
    || ',' || coalesce(cast(orders as text), '-')
    || ',' || coalesce(cast(net_sales as text), '-')
    || ',' || coalesce(cast(total_sales as text), '-') as content
from customer_days
where store_id = :store_id
order by customer_id, day
