-- The earliest orders behind a place, all before `until`.
-- param store_id bigint
-- param until bigint
-- param key bigint
-- param order_id bigint
-- param limit bigint
-- returns id bigint, key bigint
select order_id as id, happened_at as key
from orders
where store_id = :store_id and happened_at < :until and (happened_at, order_id) > (:key, :order_id)
order by happened_at, order_id
limit :limit
