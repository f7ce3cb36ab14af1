-- The stores of the log with their newest delivery; what of it is projected, the state knows. Steps
-- from store to store through the index, so it costs the stores, not their deliveries.
-- returns store_id bigint, newest bigint
with recursive known (store_id) as (
    select min(store_id) from deliveries where store_id > 0
    union all
    select (select min(d.store_id) from deliveries d where d.store_id > known.store_id)
    from known
    where known.store_id is not null
)
select
    known.store_id,
    (select max(d.delivery_id) from deliveries d where d.store_id = known.store_id) as newest
from known
where known.store_id is not null
