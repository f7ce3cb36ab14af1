-- What orders says of an order, before its greater snapshot is written.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from orders
where (store_id, order_id) in (values (:store_id, :order_id))
