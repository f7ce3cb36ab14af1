-- Attempts of which the last is long ago.
-- param before bigint
delete from failed_attempts
where last_at < :before
