-- Sums of customers on this day change in this transaction, which is counted (count_store_change)
-- before it ends. Of each day at most one row a batch.
-- param store_id bigint
-- param day bigint
-- batch
insert into changed_days (store_id, day, changes)
values (
    :store_id, :day,
    coalesce((select changes from store_versions where store_id = :store_id), 0) + 1
)
on conflict (store_id, day) do update set changes = excluded.changes
