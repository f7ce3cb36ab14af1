-- The customers that became part of one.
-- param store_id bigint
-- param kept_id bigint
-- returns merged_id bigint, kept_id bigint, updated_at bigint, triggered_at bigint,
--     completeness bigint, content_hash bigint
-- batch
select
    merged_id, kept_id, updated_at, triggered_at, completeness, content_hash
from customer_aliases
where store_id = :store_id and kept_id = :kept_id
