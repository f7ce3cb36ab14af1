-- Adds deltas to one row of the cohorts. Of each key at most one row a batch.
-- param store_id bigint
-- param first_month bigint
-- param month bigint
-- param customers bigint
-- batch
insert into cohorts (
    store_id, first_month, month, customers
) values (
    :store_id, :first_month, :month, :customers
)
on conflict (store_id, first_month, month) do update set
    customers = cohorts.customers + excluded.customers
