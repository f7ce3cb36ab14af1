-- By which rules the sums of a store are made.
-- param store_id bigint
-- param version bigint
insert into ledger_versions (store_id, version)
values (:store_id, :version)
on conflict (store_id) do update set version = excluded.version
