-- What all days of a store come to, as far as its orders and total sales are made of it.
-- param store_id bigint
-- returns orders bigint, gross_sales bigint, discounts bigint, returns bigint, shipping bigint,
--     duties bigint, fees bigint, taxes bigint
select
    cast(coalesce(sum(orders), 0) as bigint) as orders,
    cast(coalesce(sum(gross_sales), 0) as bigint) as gross_sales,
    cast(coalesce(sum(discounts), 0) as bigint) as discounts,
    cast(coalesce(sum(returns), 0) as bigint) as returns,
    cast(coalesce(sum(shipping), 0) as bigint) as shipping,
    cast(coalesce(sum(duties), 0) as bigint) as duties,
    cast(coalesce(sum(fees), 0) as bigint) as fees,
    cast(coalesce(sum(taxes), 0) as bigint) as taxes
from rollups
where store_id = :store_id and dimension = 1
