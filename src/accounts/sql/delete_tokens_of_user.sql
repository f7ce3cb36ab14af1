-- The refresh tokens of a person's sessions; those of one session stay (0: of none).
-- param user_id bigint
-- param kept bigint
delete from refresh_tokens
where session_id in (
    select s.session_id
    from sessions s
    where s.user_id = :user_id and s.session_id <> :kept
)
