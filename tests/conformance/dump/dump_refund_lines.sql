-- Every row of refund_lines of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(origin as text), '-')
    || ',' || coalesce(cast(refund_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(line_item_id as text), '-')
    || ',' || coalesce(cast(quantity as text), '-')
    || ',' || coalesce(cast(subtotal as text), '-')
    || ',' || coalesce(cast(tax as text), '-') as content
from refund_lines
where store_id = :store_id
order by order_id, origin, refund_id, position
