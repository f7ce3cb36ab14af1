-- The measures of each day of a range that has any.
-- param store_id bigint
-- param first_day bigint
-- param last_day bigint
-- returns day bigint, orders bigint, inexact_orders bigint, units bigint, gross_sales bigint,
--     discounts bigint, returns bigint, shipping bigint, duties bigint, fees bigint, taxes bigint,
--     tips bigint, gift_cards bigint, order_value bigint
select
    day, orders, inexact_orders, units, gross_sales, discounts, returns, shipping, duties, fees,
    taxes, tips, gift_cards, order_value
from rollups
where store_id = :store_id and dimension = 1 and value = ''
    and day between :first_day and :last_day
order by day
