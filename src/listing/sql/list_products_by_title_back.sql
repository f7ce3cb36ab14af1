-- The products whose titles come next before a place.
-- param store_id bigint
-- param key text
-- param product_id bigint
-- param limit bigint
-- returns id bigint, key text
select product_id as id, lower(cast(title as sorted_text)) as key
from products
where store_id = :store_id and lower(cast(title as sorted_text)) <= :key
    and (lower(cast(title as sorted_text)), product_id) < (:key, :product_id)
order by lower(cast(title as sorted_text)) desc, product_id desc
limit :limit
