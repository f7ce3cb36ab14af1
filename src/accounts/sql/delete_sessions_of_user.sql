-- The sessions of a person; one stays (0: none).
-- param user_id bigint
-- param kept bigint
delete from sessions
where user_id = :user_id and session_id <> :kept
