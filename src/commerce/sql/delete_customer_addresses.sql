-- The addresses of a customer, before those of a greater sighting are written.
-- param store_id bigint
-- param customer_id bigint
-- batch
delete from customer_addresses
where (store_id, customer_id) in (values (:store_id, :customer_id))
