-- A living session of a person that was used from an address last.
-- param user_id bigint
-- param address text
-- param now bigint
-- returns session_id bigint
select session_id
from sessions
where user_id = :user_id and address = :address and expires_at > :now
limit 1
