-- An object that was deleted for good.
-- param store_id bigint
-- param kind bigint
-- param object_id text
-- batch
insert into tombstones (
    store_id, kind, object_id
) values (
    :store_id, :kind, :object_id
)
on conflict (store_id, kind, object_id) do nothing
