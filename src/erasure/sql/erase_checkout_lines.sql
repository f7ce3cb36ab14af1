-- Of a deleted store, so many rows at most: what lay in its checkouts.
-- param store_id bigint
-- param limit bigint
delete from checkout_lines
where store_id = :store_id and (token, position) in (
    select token, position
    from checkout_lines
    where store_id = :store_id
    order by token, position
    limit :limit
)
