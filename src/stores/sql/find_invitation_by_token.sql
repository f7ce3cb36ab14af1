-- The invitation whose link has a token, by the token's hash, if it is not over and who made it is
-- a member still; with their role.
-- param token_hash bytes
-- param now bigint
-- returns store_id bigint, invitation_id bigint, email text, role text, sees_personal_data bigint,
--     inviter_role text
select i.store_id, i.invitation_id, i.email, i.role, i.sees_personal_data, m.role as inviter_role
from invitations i
join members m on m.store_id = i.store_id and m.user_id = i.invited_by
where i.token_hash = :token_hash and i.expires_at > :now
