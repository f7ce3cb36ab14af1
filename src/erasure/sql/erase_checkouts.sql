-- Of a deleted store, so many rows at most: its checkouts.
-- param store_id bigint
-- param limit bigint
delete from checkouts
where store_id = :store_id and token in (
    select token
    from checkouts
    where store_id = :store_id
    order by token
    limit :limit
)
