-- The customers with the greatest net sales in a range of days, from all their ledger rows dated
-- in it; of equal ones the smaller id. Line types and actions as in
-- migrations/state/0003_ledger.sql.
-- param store_id bigint
-- param first_day bigint
-- param last_day bigint
-- param limit bigint
-- returns customer_id bigint, first_name text null, last_name text null, email text null,
--     orders bigint, net_sales bigint, total_sales bigint
select
    top.customer_id,
    c.first_name,
    c.last_name,
    c.email,
    (
        select cast(count(*) as bigint)
        from orders o
        where o.store_id = :store_id and o.customer_id = top.customer_id
            and o.day between :first_day and :last_day and o.counted = 1
    ) as orders,
    top.net_sales,
    top.total_sales
from (
    select
        customer_id,
        cast(coalesce(sum(total - tax) filter (where line_type in (1, 7)), 0) as bigint)
            as net_sales,
        cast(coalesce(sum(total) filter (where line_type not in (3, 4)), 0) as bigint)
            as total_sales
    from sales
    where store_id = :store_id and day between :first_day and :last_day
        and customer_id is not null
    group by customer_id
    order by net_sales desc, customer_id
    limit :limit
) as top
left join customers c on c.store_id = :store_id and c.customer_id = top.customer_id
order by top.net_sales desc, top.customer_id
