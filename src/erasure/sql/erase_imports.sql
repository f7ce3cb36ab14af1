-- Of a deleted store, so many rows at most: how far its imports came.
-- param store_id bigint
-- param limit bigint
delete from imports
where store_id = :store_id and source in (
    select source
    from imports
    where store_id = :store_id
    order by source
    limit :limit
)
