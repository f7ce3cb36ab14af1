-- Of a deleted store, so many rows at most: its ledger.
-- param store_id bigint
-- param limit bigint
delete from sales
where store_id = :store_id and (order_id, position) in (
    select order_id, position
    from sales
    where store_id = :store_id
    order by order_id, position
    limit :limit
)
