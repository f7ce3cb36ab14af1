-- What a shop said of its time zone.
-- param store_id bigint
-- returns updated_at bigint, triggered_at bigint, completeness bigint, content_hash bigint,
--     timezone text
select
    updated_at, triggered_at, completeness, content_hash, timezone
from shops
where store_id = :store_id
