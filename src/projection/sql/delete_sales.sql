-- The ledger rows of an order, before its new ones are written.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from sales
where (store_id, order_id) in (values (:store_id, :order_id))
