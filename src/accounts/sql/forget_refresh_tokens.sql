-- The refresh tokens of sessions that have ended by themselves, or while the token was made.
-- param now bigint
delete from refresh_tokens
where not exists (
    select 1
    from sessions s
    where s.session_id = refresh_tokens.session_id and s.expires_at > :now
)
