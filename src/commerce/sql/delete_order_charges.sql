-- What order_charges says of an order, before its greater snapshot is written.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from order_charges
where (store_id, order_id) in (values (:store_id, :order_id))
