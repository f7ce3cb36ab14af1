-- The refresh tokens of one session of a person.
-- param session_id bigint
-- param user_id bigint
delete from refresh_tokens
where session_id in (
    select s.session_id
    from sessions s
    where s.session_id = :session_id and s.user_id = :user_id
)
