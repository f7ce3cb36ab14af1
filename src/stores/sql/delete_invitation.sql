-- An invitation was accepted, withdrawn or replaced.
-- param store_id bigint
-- param invitation_id bigint
delete from invitations
where store_id = :store_id and invitation_id = :invitation_id
