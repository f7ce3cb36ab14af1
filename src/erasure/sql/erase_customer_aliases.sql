-- Of a deleted store, so many rows at most: which of its customers became part of others.
-- param store_id bigint
-- param limit bigint
delete from customer_aliases
where store_id = :store_id and merged_id in (
    select merged_id
    from customer_aliases
    where store_id = :store_id
    order by merged_id
    limit :limit
)
