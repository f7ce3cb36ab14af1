-- Every row of order_edits of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(edit_id as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(completeness as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(committed_at as text), '-') as content
from order_edits
where store_id = :store_id
order by order_id, edit_id
