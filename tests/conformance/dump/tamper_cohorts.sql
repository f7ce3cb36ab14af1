-- Makes cohorts larger than they were.
-- param store_id bigint
update cohorts
set customers = customers + 1
where store_id = :store_id
