-- One session of a person.
-- param session_id bigint
-- param user_id bigint
delete from sessions
where session_id = :session_id and user_id = :user_id
