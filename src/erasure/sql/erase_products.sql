-- Of a deleted store, so many rows at most: its products.
-- param store_id bigint
-- param limit bigint
delete from products
where store_id = :store_id and product_id in (
    select product_id
    from products
    where store_id = :store_id
    order by product_id
    limit :limit
)
