-- Every row of refunds of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(origin as text), '-')
    || ',' || coalesce(cast(refund_id as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(happened_at as text), '-')
    || ',' || coalesce(cast(transactions as text), '-') as content
from refunds
where store_id = :store_id
order by order_id, origin, refund_id
