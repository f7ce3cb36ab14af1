-- The newest customers before a place, none created earlier than `since`; whose creation is not
-- known is the oldest.
-- param store_id bigint
-- param since bigint
-- param key bigint
-- param customer_id bigint
-- param limit bigint
-- returns id bigint, key bigint
select customer_id as id, coalesce(created_at, 0) as key
from customers
where store_id = :store_id and coalesce(created_at, 0) >= :since
    and coalesce(created_at, 0) <= :key
    and (coalesce(created_at, 0), customer_id) < (:key, :customer_id)
order by coalesce(created_at, 0) desc, customer_id desc
limit :limit
