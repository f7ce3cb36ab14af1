-- The store is applied to in this transaction.
-- param store_id bigint
-- batch
insert into store_versions (store_id, changes)
values (:store_id, 1)
on conflict (store_id) do update set changes = store_versions.changes + 1
