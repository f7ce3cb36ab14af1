-- How many keys the table has.
-- returns keys bigint
select cast(count(*) as bigint) as keys
from delivery_keys
