-- Attempts of which the last is long ago, but where so many failed that a new password is needed.
-- param before bigint
-- param kept_from bigint
delete from failed_attempts
where last_at < :before and failures < :kept_from
