-- Answers the lease if it is still the holder's.
-- param partition bigint
-- param holder bigint
-- param fence bigint
-- param lease_ms bigint
-- returns fence bigint
select fence
from projection_leases
where partition = :partition
    and holder = :holder
    and fence = :fence
    and :lease_ms is not null
