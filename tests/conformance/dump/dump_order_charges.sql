-- Every row of order_charges of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(kind as text), '-')
    || ',' || coalesce(cast(line_item_id as text), '-')
    || ',' || coalesce(cast(price as text), '-')
    || ',' || coalesce(cast(tax as text), '-') as content
from order_charges
where store_id = :store_id
order by order_id, position
