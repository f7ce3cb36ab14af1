-- What the projection makes of an order whose snapshot stays.
-- param store_id bigint
-- param order_id bigint
-- param customer_id bigint null
-- param day bigint
-- param counted bigint
-- param standing bigint
-- param order_value bigint
-- batch
with given (store_id, order_id, customer_id, day, counted, standing, order_value) as (
    values (:store_id, :order_id, :customer_id, :day, :counted, :standing, :order_value)
)
update orders
set customer_id = given.customer_id,
    day = given.day,
    counted = given.counted,
    standing = given.standing,
    order_value = given.order_value
from given
where orders.store_id = given.store_id and orders.order_id = given.order_id
