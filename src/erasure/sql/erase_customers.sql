-- Of a deleted store, so many rows at most: its customers.
-- param store_id bigint
-- param limit bigint
delete from customers
where store_id = :store_id and customer_id in (
    select customer_id
    from customers
    where store_id = :store_id
    order by customer_id
    limit :limit
)
