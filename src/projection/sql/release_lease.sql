-- A holder has ended its work in good order: the lease is nobody's.
-- param partition bigint
-- param holder bigint
-- param fence bigint
-- batch
update projection_leases
set holder = 0, expires_at = 0
where (partition, holder, fence) in (values (:partition, :holder, :fence))
