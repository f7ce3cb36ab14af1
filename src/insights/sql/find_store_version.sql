-- How often a store was applied to, and how many customers of it are known.
-- param store_id bigint
-- returns changes bigint, customers bigint
select changes, customers
from store_versions
where store_id = :store_id
