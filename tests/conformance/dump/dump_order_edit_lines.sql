-- Every row of order_edit_lines of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(edit_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(kind as text), '-')
    || ',' || coalesce(cast(line_item_id as text), '-')
    || ',' || coalesce(cast(units as text), '-') as content
from order_edit_lines
where store_id = :store_id
order by order_id, edit_id, position
