-- Of a deleted store, so many rows at most: the log of its deliveries, after their bodies.
-- param store_id bigint
-- param limit bigint
delete from deliveries
where store_id = :store_id and delivery_id in (
    select delivery_id
    from deliveries
    where store_id = :store_id
    order by delivery_id
    limit :limit
)
