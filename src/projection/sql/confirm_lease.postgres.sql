-- Answers the lease if it is still the holder's, renews it, and keeps everybody from claiming it
-- until the transaction ends.
-- param partition bigint
-- param holder bigint
-- param fence bigint
-- param lease_ms bigint
-- returns fence bigint
update projection_leases
set expires_at = cast(extract(epoch from clock_timestamp()) * 1000 as bigint) + :lease_ms
where partition = :partition
    and holder = :holder
    and fence = :fence
    and expires_at > cast(extract(epoch from clock_timestamp()) * 1000 as bigint)
returning fence
