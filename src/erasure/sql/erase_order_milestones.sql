-- Of a deleted store, so many rows at most: the milestones of its orders.
-- param store_id bigint
-- param limit bigint
delete from order_milestones
where store_id = :store_id and (order_id, kind) in (
    select order_id, kind
    from order_milestones
    where store_id = :store_id
    order by order_id, kind
    limit :limit
)
