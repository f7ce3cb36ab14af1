-- Of a deleted store, so many rows at most: what edits did to lines of its orders.
-- param store_id bigint
-- param limit bigint
delete from order_edit_lines
where store_id = :store_id and (order_id, edit_id, position) in (
    select order_id, edit_id, position
    from order_edit_lines
    where store_id = :store_id
    order by order_id, edit_id, position
    limit :limit
)
