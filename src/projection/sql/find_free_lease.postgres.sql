-- The lease of a partition, locked, if it may be claimed: it is nobody's, the claimer's own or has
-- expired, and no transaction works under it. Waits for nobody.
-- param partition bigint
-- param holder bigint
-- returns holder bigint, fence bigint
select holder, fence
from projection_leases
where partition = :partition
    and (
        holder in (0, :holder)
        or expires_at <= cast(extract(epoch from clock_timestamp()) * 1000 as bigint)
    )
for update skip locked
