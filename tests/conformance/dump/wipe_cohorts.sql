-- Empties cohorts of a store, as a migration does.
-- param store_id bigint
delete from cohorts
where store_id = :store_id
