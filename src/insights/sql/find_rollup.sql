-- The sums of a day under one value of a dimension.
-- param store_id bigint
-- param dimension bigint
-- param day bigint
-- param value text
-- returns day bigint, orders bigint, inexact_orders bigint, units bigint,
--     gross_sales bigint, discounts bigint, returns bigint, shipping bigint, duties bigint,
--     fees bigint, taxes bigint, tips bigint, gift_cards bigint, order_value bigint,
--     customer_orders bigint, first_orders bigint
-- batch
select
    day, orders, inexact_orders, units, gross_sales, discounts, returns, shipping, duties, fees,
    taxes, tips, gift_cards, order_value, customer_orders, first_orders
from rollups
where store_id = :store_id and dimension = :dimension and day = :day and value = :value
