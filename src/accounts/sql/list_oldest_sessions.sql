-- The sessions of a person but for those that were used last.
-- param user_id bigint
-- param kept bigint
-- returns session_id bigint
select session_id
from sessions
where user_id = :user_id
order by last_used_at desc, session_id
limit 1000 offset :kept
