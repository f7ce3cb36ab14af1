-- Some customers whose last name begins like that: from `low` to before `high`.
-- param store_id bigint
-- param low text
-- param high text
-- param limit bigint
-- returns customer_id bigint
select customer_id
from customers
where store_id = :store_id
    and lower(cast(last_name as sorted_text)) >= :low
    and lower(cast(last_name as sorted_text)) < :high
limit :limit
