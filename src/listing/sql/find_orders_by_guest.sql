-- Some guests' orders whose e-mail address begins like that: from `low` to before `high`.
-- param store_id bigint
-- param low text
-- param high text
-- param limit bigint
-- returns order_id bigint
select order_id
from orders
where store_id = :store_id and customer_id is null and email is not null
    and lower(cast(email as sorted_text)) >= :low
    and lower(cast(email as sorted_text)) < :high
limit :limit
