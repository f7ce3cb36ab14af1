-- Every row of shops of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(completeness as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(timezone as text), '-') as content
from shops
where store_id = :store_id
