-- Of a deleted store, so many rows at most: its refunds.
-- param store_id bigint
-- param limit bigint
delete from refunds
where store_id = :store_id and (order_id, origin, refund_id) in (
    select order_id, origin, refund_id
    from refunds
    where store_id = :store_id
    order by order_id, origin, refund_id
    limit :limit
)
