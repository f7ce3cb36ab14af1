-- Makes sales dearer than they were.
-- param store_id bigint
update sales
set total = total + 1
where store_id = :store_id
