-- Of a deleted store, so many rows at most: the shipping of its orders.
-- param store_id bigint
-- param limit bigint
delete from order_shipping_lines
where store_id = :store_id and (order_id, position) in (
    select order_id, position
    from order_shipping_lines
    where store_id = :store_id
    order by order_id, position
    limit :limit
)
