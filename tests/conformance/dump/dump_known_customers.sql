-- How many customers of a store are counted as known, for comparing whole states.
-- param store_id bigint
-- returns content text
select cast(coalesce(sum(customers), 0) as text) as content
from store_versions
where store_id = :store_id
