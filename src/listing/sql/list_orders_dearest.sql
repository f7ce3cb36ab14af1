-- The orders with the greatest prices below a place.
-- param store_id bigint
-- param key bigint
-- param order_id bigint
-- param limit bigint
-- returns id bigint, key bigint
select order_id as id, total_price as key
from orders
where store_id = :store_id and (total_price, order_id) < (:key, :order_id)
order by total_price desc, order_id desc
limit :limit
