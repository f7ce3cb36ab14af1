-- A page of the orders that have a customer, in the order of their customers' lines.
-- param store_id bigint
-- param customer_id bigint
-- param happened_at bigint
-- param order_id bigint
-- param limit bigint
-- returns order_id bigint, customer_id bigint, happened_at bigint
select order_id, customer_id, happened_at
from orders
where store_id = :store_id
    and (customer_id, happened_at, order_id) > (:customer_id, :happened_at, :order_id)
order by customer_id, happened_at, order_id
limit :limit
