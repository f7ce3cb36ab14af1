-- Every row of rollups of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(dimension as text), '-')
    || ',' || coalesce(cast(value as text), '-')
    || ',' || coalesce(cast(day as text), '-')
    || ',' || coalesce(cast(orders as text), '-')
    || ',' || coalesce(cast(inexact_orders as text), '-')
    || ',' || coalesce(cast(units as text), '-')
    || ',' || coalesce(cast(gross_sales as text), '-')
    || ',' || coalesce(cast(discounts as text), '-')
    || ',' || coalesce(cast(returns as text), '-')
    || ',' || coalesce(cast(shipping as text), '-')
    || ',' || coalesce(cast(duties as text), '-')
    || ',' || coalesce(cast(fees as text), '-')
    || ',' || coalesce(cast(taxes as text), '-')
    || ',' || coalesce(cast(tips as text), '-')
    || ',' || coalesce(cast(gift_cards as text), '-')
    || ',' || coalesce(cast(order_value as text), '-')
    || ',' || coalesce(cast(customer_orders as text), '-')
    || ',' || coalesce(cast(first_orders as text), '-') as content
from rollups
where store_id = :store_id
order by dimension, value, day
