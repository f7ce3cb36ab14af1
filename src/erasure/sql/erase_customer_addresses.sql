-- Of a deleted store, so many rows at most: its customers' addresses.
-- param store_id bigint
-- param limit bigint
delete from customer_addresses
where store_id = :store_id and (customer_id, position) in (
    select customer_id, position
    from customer_addresses
    where store_id = :store_id
    order by customer_id, position
    limit :limit
)
