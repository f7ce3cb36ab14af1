-- What the projection makes of an order whose snapshot stays.
-- param store_id bigint
-- param order_id bigint
-- param customer_id bigint null
-- param day bigint
-- param counted bigint
-- param standing bigint
-- batch
with given (store_id, order_id, customer_id, day, counted, standing) as (
    values (:store_id, :order_id, :customer_id, :day, :counted, :standing)
)
update orders
set customer_id = given.customer_id,
    day = given.day,
    counted = given.counted,
    standing = given.standing
from given
where orders.store_id = given.store_id and orders.order_id = given.order_id
