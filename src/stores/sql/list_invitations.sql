-- The invitations of a store that can still be accepted, by e-mail address.
-- param store_id bigint
-- param now bigint
-- returns invitation_id bigint, email text, role text, sees_personal_data bigint,
--     invited_at bigint, expires_at bigint
select invitation_id, email, role, sees_personal_data, invited_at, expires_at
from invitations
where store_id = :store_id and expires_at > :now
order by email
