-- How many customers of the store are known.
-- param store_id bigint
-- returns customers bigint
select cast(count(*) as bigint) as customers
from customers
where store_id = :store_id
