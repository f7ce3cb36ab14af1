-- Every row of order_milestones of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(kind as text), '-')
    || ',' || coalesce(cast(reached_at as text), '-') as content
from order_milestones
where store_id = :store_id
order by order_id, kind
