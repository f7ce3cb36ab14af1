-- The sums of a dimension in a range of days, by day and value.
-- param store_id bigint
-- param dimension bigint
-- param first_day bigint
-- param last_day bigint
-- returns day bigint, value text, orders bigint, inexact_orders bigint, units bigint,
--     gross_sales bigint, discounts bigint, returns bigint, shipping bigint, duties bigint,
--     fees bigint, taxes bigint, tips bigint, gift_cards bigint, order_value bigint,
--     customer_orders bigint, first_orders bigint
select
    day, value, orders, inexact_orders, units, gross_sales, discounts, returns, shipping, duties,
    fees, taxes, tips, gift_cards, order_value, customer_orders, first_orders
from rollups
where store_id = :store_id and dimension = :dimension and day between :first_day and :last_day
order by day, value
