-- Every row of tombstones of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(kind as text), '-')
    || ',' || coalesce(cast(object_id as text), '-') as content
from tombstones
where store_id = :store_id
order by kind, object_id
