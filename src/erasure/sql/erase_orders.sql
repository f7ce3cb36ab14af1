-- Of a deleted store, so many rows at most: its orders.
-- param store_id bigint
-- param limit bigint
delete from orders
where store_id = :store_id and order_id in (
    select order_id
    from orders
    where store_id = :store_id
    order by order_id
    limit :limit
)
