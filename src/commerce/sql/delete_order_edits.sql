-- The edits of a deleted order.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from order_edits
where (store_id, order_id) in (values (:store_id, :order_id))
