-- The lease of a partition, which may be claimed: whoever held it has ended, since there is one
-- process.
-- param partition bigint
-- param holder bigint
-- returns holder bigint, fence bigint
select holder, fence
from projection_leases
where partition = :partition and :holder is not null
