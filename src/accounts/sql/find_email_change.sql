-- The change of address that a person waits for.
-- param user_id bigint
-- param now bigint
-- returns flow_id bigint, address text
select flow_id, address
from email_changes
where user_id = :user_id and expires_at > :now
