-- Of a deleted store, so many rows at most: who was asked to become a member.
-- param store_id bigint
-- param limit bigint
delete from invitations
where store_id = :store_id and invitation_id in (
    select invitation_id
    from invitations
    where store_id = :store_id
    order by invitation_id
    limit :limit
)
