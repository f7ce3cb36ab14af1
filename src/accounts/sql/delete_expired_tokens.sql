-- The refresh tokens of a person's sessions that have ended by themselves.
-- param user_id bigint
-- param now bigint
delete from refresh_tokens
where session_id in (
    select s.session_id
    from sessions s
    where s.user_id = :user_id and s.expires_at <= :now
)
