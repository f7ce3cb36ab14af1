-- The invitation of an address to a store, expired or not.
-- param store_id bigint
-- param email text
-- returns invitation_id bigint, role text, invited_at bigint
select invitation_id, role, invited_at
from invitations
where store_id = :store_id and email = :email
