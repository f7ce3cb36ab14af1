-- Of a deleted store, so many rows at most: its repeat orders.
-- param store_id bigint
-- param limit bigint
delete from repeat_orders
where store_id = :store_id and (grain, day_before, day) in (
    select grain, day_before, day
    from repeat_orders
    where store_id = :store_id
    order by grain, day_before, day
    limit :limit
)
