-- The customers with the greatest net sales in whole months and the days before and after them, of
-- equal ones the smaller id, from all of their sums: for where the head of each list does not tell
-- (insights/threshold.hpp).
-- param store_id bigint
-- param first_month bigint
-- param last_month bigint
-- param head_from bigint
-- param head_to bigint
-- param tail_from bigint
-- param tail_to bigint
-- param limit bigint
-- returns customer_id bigint, net_sales bigint
select customer_id, cast(sum(net_sales) as bigint) as net_sales
from (
    select customer_id, net_sales
    from customer_months
    where store_id = :store_id and month between :first_month and :last_month
    union all
    select customer_id, net_sales
    from customer_days
    where store_id = :store_id and day between :head_from and :head_to
    union all
    select customer_id, net_sales
    from customer_days
    where store_id = :store_id and day between :tail_from and :tail_to
) as parts
group by customer_id
order by net_sales desc, customer_id
limit :limit
