-- What order_lines says of an order, before its greater snapshot is written.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from order_lines
where (store_id, order_id) in (values (:store_id, :order_id))
