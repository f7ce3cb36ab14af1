-- The invitations that somebody made to a store.
-- param store_id bigint
-- param invited_by bigint
delete from invitations
where store_id = :store_id and invited_by = :invited_by
