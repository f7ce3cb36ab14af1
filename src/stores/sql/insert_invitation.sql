-- Somebody is asked to become a member of a store.
-- param store_id bigint
-- param invitation_id bigint
-- param email text
-- param role text
-- param sees_personal_data bigint
-- param token_hash bytes
-- param invited_at bigint
-- param expires_at bigint
-- param invited_by bigint
insert into invitations (
    store_id, invitation_id, email, role, sees_personal_data, token_hash, invited_at, expires_at,
    invited_by
) values (
    :store_id, :invitation_id, :email, :role, :sees_personal_data, :token_hash, :invited_at,
    :expires_at, :invited_by
)
