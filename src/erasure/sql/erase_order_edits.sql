-- Of a deleted store, so many rows at most: the edits of its orders.
-- param store_id bigint
-- param limit bigint
delete from order_edits
where store_id = :store_id and (order_id, edit_id) in (
    select order_id, edit_id
    from order_edits
    where store_id = :store_id
    order by order_id, edit_id
    limit :limit
)
