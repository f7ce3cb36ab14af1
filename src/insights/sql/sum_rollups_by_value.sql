-- The sums of a range of days by the values of a dimension.
-- param store_id bigint
-- param dimension bigint
-- param first_day bigint
-- param last_day bigint
-- returns value text, orders bigint, inexact_orders bigint, units bigint,
--     gross_sales bigint, discounts bigint, returns bigint, shipping bigint, duties bigint,
--     fees bigint, taxes bigint, tips bigint, gift_cards bigint, order_value bigint,
--     customer_orders bigint, first_orders bigint
select
    value,
    cast(sum(orders) as bigint) as orders,
    cast(sum(inexact_orders) as bigint) as inexact_orders,
    cast(sum(units) as bigint) as units,
    cast(sum(gross_sales) as bigint) as gross_sales,
    cast(sum(discounts) as bigint) as discounts,
    cast(sum(returns) as bigint) as returns,
    cast(sum(shipping) as bigint) as shipping,
    cast(sum(duties) as bigint) as duties,
    cast(sum(fees) as bigint) as fees,
    cast(sum(taxes) as bigint) as taxes,
    cast(sum(tips) as bigint) as tips,
    cast(sum(gift_cards) as bigint) as gift_cards,
    cast(sum(order_value) as bigint) as order_value,
    cast(sum(customer_orders) as bigint) as customer_orders,
    cast(sum(first_orders) as bigint) as first_orders
from rollups
where store_id = :store_id and dimension = :dimension and day between :first_day and :last_day
group by value
