-- The stores that have pending deliveries, with the newest of them. Steps from store to store
-- through the index of the pending, so it costs the stores, not their deliveries.
-- returns store_id bigint, newest bigint
with recursive known (store_id) as (
    select min(store_id) from deliveries where pending = 1 and store_id > 0
    union all
    select (
        select min(d.store_id) from deliveries d where d.pending = 1 and d.store_id > known.store_id
    )
    from known
    where known.store_id is not null
)
select
    known.store_id,
    (
        select max(d.delivery_id)
        from deliveries d
        where d.pending = 1 and d.store_id = known.store_id
    ) as newest
from known
where known.store_id is not null
