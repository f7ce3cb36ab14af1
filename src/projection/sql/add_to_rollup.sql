-- Adds deltas to one row of the rollups. Of each key at most one row a batch.
-- param store_id bigint
-- param dimension bigint
-- param value text
-- param day bigint
-- param orders bigint
-- param inexact_orders bigint
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
    first_orders
) values (
    :store_id, :dimension, :value, :day, :orders, :inexact_orders, :units, :gross_sales,
    :discounts, :returns, :shipping, :duties, :fees, :taxes, :tips, :gift_cards, :order_value,
    :customer_orders, :first_orders
)
on conflict (store_id, dimension, day, value) do update set
    orders = rollups.orders + excluded.orders,
    inexact_orders = rollups.inexact_orders + excluded.inexact_orders,
    units = rollups.units + excluded.units,
    gross_sales = rollups.gross_sales + excluded.gross_sales,
    discounts = rollups.discounts + excluded.discounts,
    returns = rollups.returns + excluded.returns,
    shipping = rollups.shipping + excluded.shipping,
    duties = rollups.duties + excluded.duties,
    fees = rollups.fees + excluded.fees,
    taxes = rollups.taxes + excluded.taxes,
    tips = rollups.tips + excluded.tips,
    gift_cards = rollups.gift_cards + excluded.gift_cards,
    order_value = rollups.order_value + excluded.order_value,
    customer_orders = rollups.customer_orders + excluded.customer_orders,
    first_orders = rollups.first_orders + excluded.first_orders
