-- Empties repeat_orders of a store, as a migration does.
-- param store_id bigint
delete from repeat_orders
where store_id = :store_id
