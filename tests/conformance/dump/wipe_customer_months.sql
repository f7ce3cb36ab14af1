-- Empties customer_months of a store, as a migration does.
-- param store_id bigint
delete from customer_months
where store_id = :store_id
