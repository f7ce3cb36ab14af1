-- Whose an order is, as the aliases lead.
-- param store_id bigint
-- param order_id bigint
-- param customer_id bigint null
-- batch
with given (store_id, order_id, customer_id) as (
    values (:store_id, :order_id, :customer_id)
)
update orders
set customer_id = given.customer_id
from given
where orders.store_id = given.store_id and orders.order_id = given.order_id
