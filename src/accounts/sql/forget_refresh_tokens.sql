-- The refresh tokens of sessions that have ended by themselves.
-- param now bigint
delete from refresh_tokens
where session_id in (select s.session_id from sessions s where s.expires_at <= :now)
