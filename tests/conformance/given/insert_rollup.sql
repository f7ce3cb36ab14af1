-- The sums of a day under a value.
-- param store_id bigint
-- param dimension bigint
-- param value text
-- param day bigint
-- param orders bigint
-- param units bigint
-- param gross_sales bigint
-- param discounts bigint
-- param returns bigint
-- param shipping bigint
-- param duties bigint
-- param fees bigint
-- param taxes bigint
-- param tips bigint
-- param gift_cards bigint
-- param order_value bigint
-- param customer_orders bigint
-- param first_orders bigint
-- batch
insert into rollups (
    store_id, dimension, value, day, orders, inexact_orders, units, gross_sales, discounts,
    returns, shipping, duties, fees, taxes, tips, gift_cards, order_value, customer_orders,
    first_orders)
values (
    :store_id, :dimension, :value, :day, :orders, 0, :units, :gross_sales, :discounts, :returns,
    :shipping, :duties, :fees, :taxes, :tips, :gift_cards, :order_value, :customer_orders,
    :first_orders)
