-- The orders of a customer from one place of the line to another, both included.
-- param store_id bigint
-- param customer_id bigint
-- param from_happened_at bigint
-- param from_order_id bigint
-- param to_happened_at bigint
-- param to_order_id bigint
-- returns order_id bigint
-- batch
select order_id
from orders
where store_id = :store_id and customer_id = :customer_id
    and (happened_at, order_id) >= (:from_happened_at, :from_order_id)
    and (happened_at, order_id) <= (:to_happened_at, :to_order_id)
