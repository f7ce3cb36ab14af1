-- Makes a lease that find_free_lease answered the holder's, until it ends.
-- param partition bigint
-- param holder bigint
-- param fence bigint
-- param lease_ms bigint
update projection_leases
set holder = :holder, fence = :fence
where partition = :partition and :lease_ms is not null
