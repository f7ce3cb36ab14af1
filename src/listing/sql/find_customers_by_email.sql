-- Some customers whose e-mail address begins like that: from `low` to before `high`.
-- param store_id bigint
-- param low text
-- param high text
-- param limit bigint
-- returns customer_id bigint
select customer_id
from customers
where store_id = :store_id and email is not null
    and lower(cast(email as sorted_text)) >= :low
    and lower(cast(email as sorted_text)) < :high
limit :limit
