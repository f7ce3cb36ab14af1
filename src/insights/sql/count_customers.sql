-- The distinct customers with an order in a range of days, and how many of them had their first
-- order ever in it.
-- param store_id bigint
-- param first_day bigint
-- param last_day bigint
-- returns customers bigint, new_customers bigint
select
    cast(count(*) as bigint) as customers,
    cast(count(*) filter (where first_day >= :first_day) as bigint) as new_customers
from (
    select
        seen.customer_id,
        (
            select min(o.day)
            from orders o
            where o.store_id = :store_id and o.customer_id = seen.customer_id and o.counted = 1
        ) as first_day
    from (
        select distinct customer_id
        from orders
        where store_id = :store_id and day between :first_day and :last_day
            and counted = 1 and customer_id is not null
    ) as seen
) as firsts
