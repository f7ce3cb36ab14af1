-- Of a deleted store, so many rows at most: the lines of its refunds.
-- param store_id bigint
-- param limit bigint
delete from refund_lines
where store_id = :store_id and (order_id, origin, refund_id, position) in (
    select order_id, origin, refund_id, position
    from refund_lines
    where store_id = :store_id
    order by order_id, origin, refund_id, position
    limit :limit
)
