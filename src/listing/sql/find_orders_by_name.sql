-- Some orders whose name begins like that: from `low` to before `high`.
-- param store_id bigint
-- param low text
-- param high text
-- param limit bigint
-- returns order_id bigint
select order_id
from orders
where store_id = :store_id
    and lower(cast(name as sorted_text)) >= :low
    and lower(cast(name as sorted_text)) < :high
limit :limit
