-- A store was deleted: what is there of it is to be erased.
-- param store_id bigint
-- param asked_at bigint
insert into erasures (store_id, asked_at) values (:store_id, :asked_at)
