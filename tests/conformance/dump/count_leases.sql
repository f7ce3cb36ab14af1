-- How many partitions somebody holds.
-- returns leases bigint
select cast(count(*) as bigint) as leases
from projection_leases
where holder <> 0
