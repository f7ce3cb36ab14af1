-- Every row of customer_aliases of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(merged_id as text), '-')
    || ',' || coalesce(cast(kept_id as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(completeness as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-') as content
from customer_aliases
where store_id = :store_id
order by merged_id
