-- Forgets notes.
-- param store_id bigint
-- param id bigint
-- batch
delete from notes where (store_id, id) in (values (:store_id, :id))
