-- Says again how far a store is projected: a commit that is flushed takes with it all before it.
-- param store_id bigint
update projection_progress
set through = through
where store_id = :store_id
