-- Of a deleted store, so many rows at most: which of its deliveries were to be projected again.
-- param store_id bigint
-- param limit bigint
delete from delivery_replays
where store_id = :store_id and delivery_id in (
    select delivery_id
    from delivery_replays
    where store_id = :store_id
    order by delivery_id
    limit :limit
)
