-- The earliest checkouts behind a place, all before `until`.
-- param store_id bigint
-- param until bigint
-- param key bigint
-- param token text
-- param limit bigint
-- returns token text, key bigint
select token, created_at as key
from checkouts
where store_id = :store_id and created_at < :until and (created_at, token) > (:key, :token)
order by created_at, token
limit :limit
