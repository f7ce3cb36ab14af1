-- Every row of customer_months of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(customer_id as text), '-')
    || ',' || coalesce(cast(month as text), '-')
    || ',' || coalesce(cast(orders as text), '-')
    || ',' || coalesce(cast(net_sales as text), '-')
    || ',' || coalesce(cast(total_sales as text), '-') as content
from customer_months
where store_id = :store_id
order by customer_id, month
