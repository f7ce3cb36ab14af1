-- Marks sales wrongly, as if they lay on another day than their order.
-- param store_id bigint
update sales
set apart = 1 - apart
where store_id = :store_id
