-- Of a deleted store, so many rows at most: the variants of its products.
-- param store_id bigint
-- param limit bigint
delete from variants
where store_id = :store_id and (product_id, variant_id) in (
    select product_id, variant_id
    from variants
    where store_id = :store_id
    order by product_id, variant_id
    limit :limit
)
