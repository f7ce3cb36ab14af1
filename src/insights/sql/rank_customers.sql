-- The customers with the greatest net sales in a range of days, of equal ones the smaller id, from
-- all of their sums in it. By a number that no index is sorted by, so that no engine goes through
-- every customer of the store instead.
-- param store_id bigint
-- param first_day bigint
-- param last_day bigint
-- param limit bigint
-- returns customer_id bigint, net_sales bigint
select customer_id, cast(sum(net_sales) as bigint) as net_sales
from (
    select customer_id + 0 as customer_id, net_sales
    from customer_days
    where store_id = :store_id and day between :first_day and :last_day
) as days
group by customer_id
order by net_sales desc, customer_id
limit :limit
