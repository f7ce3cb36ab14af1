-- The invitation whose link has a token, by the token's hash, if it can still be accepted.
-- param token_hash bytes
-- param now bigint
-- returns store_id bigint, invitation_id bigint, email text, role text, sees_personal_data bigint
select store_id, invitation_id, email, role, sees_personal_data
from invitations
where token_hash = :token_hash and expires_at > :now
