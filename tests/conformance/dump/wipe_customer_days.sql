-- Empties customer_days of a store, as a migration does.
-- param store_id bigint
delete from customer_days
where store_id = :store_id
