-- The living sessions of a person, the one used last first.
-- param user_id bigint
-- param now bigint
-- returns session_id bigint, device text, address text, created_at bigint, last_used_at bigint,
--     expires_at bigint
select session_id, device, address, created_at, last_used_at, expires_at
from sessions
where user_id = :user_id and expires_at > :now
order by last_used_at desc, session_id
