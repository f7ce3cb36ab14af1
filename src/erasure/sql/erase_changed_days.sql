-- Of a deleted store, so many rows at most: on which days sums of its customers changed.
-- param store_id bigint
-- param limit bigint
delete from changed_days
where store_id = :store_id and day in (
    select day
    from changed_days
    where store_id = :store_id
    order by day
    limit :limit
)
