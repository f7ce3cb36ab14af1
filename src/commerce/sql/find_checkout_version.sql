-- Which snapshot of a checkout is stored.
-- param store_id bigint
-- param token text
-- returns token text, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint
-- batch
select
    token, updated_at, triggered_at, completeness, content_hash
from checkouts
where store_id = :store_id and token = :token
