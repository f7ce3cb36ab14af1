-- All cohorts of a store.
-- param store_id bigint
-- returns first_month bigint, month bigint, customers bigint
select
    first_month, month, customers
from cohorts
where store_id = :store_id
