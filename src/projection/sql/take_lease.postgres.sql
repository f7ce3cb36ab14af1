-- Makes a lease that find_free_lease answered the holder's, for a while.
-- param partition bigint
-- param holder bigint
-- param fence bigint
-- param lease_ms bigint
update projection_leases
set
    holder = :holder,
    fence = :fence,
    expires_at = cast(extract(epoch from clock_timestamp()) * 1000 as bigint) + :lease_ms
where partition = :partition
