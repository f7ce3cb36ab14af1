-- Every row of refund_adjustments of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(origin as text), '-')
    || ',' || coalesce(cast(refund_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(kind as text), '-')
    || ',' || coalesce(cast(amount as text), '-')
    || ',' || coalesce(cast(tax as text), '-') as content
from refund_adjustments
where store_id = :store_id
order by order_id, origin, refund_id, position
