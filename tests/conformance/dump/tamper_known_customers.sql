-- Counts a customer more than there are.
-- param store_id bigint
update store_versions
set customers = customers + 1
where store_id = :store_id
