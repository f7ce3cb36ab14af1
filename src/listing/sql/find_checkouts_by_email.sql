-- Some checkouts whose e-mail address begins like that: from `low` to before `high`.
-- param store_id bigint
-- param low text
-- param high text
-- param limit bigint
-- returns token text
select token
from checkouts
where store_id = :store_id and email is not null
    and lower(cast(email as sorted_text)) >= :low
    and lower(cast(email as sorted_text)) < :high
limit :limit
