-- A page of the orders that have no customer.
-- param store_id bigint
-- param happened_at bigint
-- param order_id bigint
-- param limit bigint
-- returns order_id bigint, happened_at bigint
select order_id, happened_at
from orders
where store_id = :store_id and customer_id is null
    and (happened_at, order_id) > (:happened_at, :order_id)
order by happened_at, order_id
limit :limit
