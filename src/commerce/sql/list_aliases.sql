-- All customers of a store that became part of others.
-- param store_id bigint
-- returns merged_id bigint, kept_id bigint, updated_at bigint, triggered_at bigint,
--     completeness bigint, content_hash bigint
select merged_id, kept_id, updated_at, triggered_at, completeness, content_hash
from customer_aliases
where store_id = :store_id
order by merged_id
