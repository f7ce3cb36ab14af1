-- Whose a living session is.
-- param session_id bigint
-- param now bigint
-- returns user_id bigint
select user_id
from sessions
where session_id = :session_id and expires_at > :now
