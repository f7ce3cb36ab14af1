-- Nobody is asked to become a member of a store any more.
-- param store_id bigint
delete from invitations
where store_id = :store_id
