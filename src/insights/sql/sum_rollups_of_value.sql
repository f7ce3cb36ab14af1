-- The sums of a range of days under one value of a dimension.
-- param store_id bigint
-- param dimension bigint
-- param value text
-- param first_day bigint
-- param last_day bigint
-- returns orders bigint, inexact_orders bigint, units bigint,
--     gross_sales bigint, discounts bigint, returns bigint, shipping bigint, duties bigint,
--     fees bigint, taxes bigint, tips bigint, gift_cards bigint, order_value bigint,
--     customer_orders bigint, first_orders bigint
select
    cast(coalesce(sum(orders), 0) as bigint) as orders,
    cast(coalesce(sum(inexact_orders), 0) as bigint) as inexact_orders,
    cast(coalesce(sum(units), 0) as bigint) as units,
    cast(coalesce(sum(gross_sales), 0) as bigint) as gross_sales,
    cast(coalesce(sum(discounts), 0) as bigint) as discounts,
    cast(coalesce(sum(returns), 0) as bigint) as returns,
    cast(coalesce(sum(shipping), 0) as bigint) as shipping,
    cast(coalesce(sum(duties), 0) as bigint) as duties,
    cast(coalesce(sum(fees), 0) as bigint) as fees,
    cast(coalesce(sum(taxes), 0) as bigint) as taxes,
    cast(coalesce(sum(tips), 0) as bigint) as tips,
    cast(coalesce(sum(gift_cards), 0) as bigint) as gift_cards,
    cast(coalesce(sum(order_value), 0) as bigint) as order_value,
    cast(coalesce(sum(customer_orders), 0) as bigint) as customer_orders,
    cast(coalesce(sum(first_orders), 0) as bigint) as first_orders
from rollups
where store_id = :store_id and dimension = :dimension and value = :value
    and day between :first_day and :last_day
