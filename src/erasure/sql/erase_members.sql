-- Of a deleted store, so many rows at most: its members.
-- param store_id bigint
-- param limit bigint
delete from members
where store_id = :store_id and user_id in (
    select user_id
    from members
    where store_id = :store_id
    order by user_id
    limit :limit
)
