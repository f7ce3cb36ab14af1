-- A customer who was deleted or became part of another.
-- param store_id bigint
-- param customer_id bigint
-- batch
delete from customers
where (store_id, customer_id) in (values (:store_id, :customer_id))
