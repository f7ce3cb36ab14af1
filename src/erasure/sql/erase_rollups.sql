-- Of a deleted store, so many rows at most: its sums by day.
-- param store_id bigint
-- param limit bigint
delete from rollups
where store_id = :store_id and (dimension, day, value) in (
    select dimension, day, value
    from rollups
    where store_id = :store_id
    order by dimension, day, value
    limit :limit
)
