-- Of a deleted store, so many rows at most: what Shopify's own ledger says of its orders.
-- param store_id bigint
-- param limit bigint
delete from agreement_sales
where store_id = :store_id and (order_id, position) in (
    select order_id, position
    from agreement_sales
    where store_id = :store_id
    order by order_id, position
    limit :limit
)
