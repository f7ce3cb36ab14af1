-- Of a deleted store, so many rows at most: what its orders charge beside their lines.
-- param store_id bigint
-- param limit bigint
delete from order_charges
where store_id = :store_id and (order_id, position) in (
    select order_id, position
    from order_charges
    where store_id = :store_id
    order by order_id, position
    limit :limit
)
