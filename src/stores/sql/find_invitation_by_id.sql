-- An invitation to a store.
-- param store_id bigint
-- param invitation_id bigint
-- returns role text
select role
from invitations
where store_id = :store_id and invitation_id = :invitation_id
