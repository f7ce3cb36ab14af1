-- Of a deleted store, so many rows at most: on which days its customers bought.
-- param store_id bigint
-- param limit bigint
delete from customer_days
where store_id = :store_id and (customer_id, day) in (
    select customer_id, day
    from customer_days
    where store_id = :store_id
    order by customer_id, day
    limit :limit
)
