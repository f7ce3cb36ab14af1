-- The sessions that have ended by themselves.
-- param now bigint
delete from sessions
where expires_at <= :now
