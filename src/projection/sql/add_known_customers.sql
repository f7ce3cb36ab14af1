-- So many more customers of the store are known.
-- param store_id bigint
-- param customers bigint
insert into store_versions (store_id, changes, customers)
values (:store_id, 0, :customers)
on conflict (store_id) do update set customers = store_versions.customers + excluded.customers
