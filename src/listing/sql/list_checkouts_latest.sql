-- The latest checkouts before a place, none earlier than `since`.
-- param store_id bigint
-- param since bigint
-- param key bigint
-- param token text
-- param limit bigint
-- returns token text, key bigint
select token, created_at as key
from checkouts
where store_id = :store_id and created_at >= :since and (created_at, token) < (:key, :token)
order by created_at desc, token desc
limit :limit
