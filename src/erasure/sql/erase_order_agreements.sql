-- Of a deleted store, so many rows at most: that Shopify's own ledger of its orders is known.
-- param store_id bigint
-- param limit bigint
delete from order_agreements
where store_id = :store_id and order_id in (
    select order_id
    from order_agreements
    where store_id = :store_id
    order by order_id
    limit :limit
)
