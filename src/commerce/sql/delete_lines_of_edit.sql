-- The lines of an edit, before a greater sighting of it is written.
-- param store_id bigint
-- param order_id bigint
-- param edit_id bigint
-- batch
delete from order_edit_lines
where (store_id, order_id, edit_id) in (values (:store_id, :order_id, :edit_id))
