-- Every row of repeat_orders of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(grain as text), '-')
    || ',' || coalesce(cast(day_before as text), '-')
    || ',' || coalesce(cast(day as text), '-')
    || ',' || coalesce(cast(orders as text), '-') as content
from repeat_orders
where store_id = :store_id
order by grain, day_before, day
