-- The rollups of a store in the dimensions of recompute_rollups, as dump_rollups shows them.
-- param store_id bigint
-- returns content text
select cast(dimension as text) || ',' || value || ',' || cast(day as text)
    || ',' || cast(orders as text)
    || ',' || cast(inexact_orders as text)
    || ',' || cast(units as text)
    || ',' || cast(gross_sales as text)
    || ',' || cast(discounts as text)
    || ',' || cast(returns as text)
    || ',' || cast(shipping as text)
    || ',' || cast(duties as text)
    || ',' || cast(fees as text)
    || ',' || cast(taxes as text)
    || ',' || cast(tips as text)
    || ',' || cast(gift_cards as text)
    || ',' || cast(order_value as text)
    || ',' || cast(customer_orders as text)
    || ',' || cast(first_orders as text) as content
from rollups
where store_id = :store_id and dimension in (1, 10)
order by dimension, value, day
