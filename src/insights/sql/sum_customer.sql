-- What a customer's rows come to in a range of days.
-- param store_id bigint
-- param customer_id bigint
-- param first_day bigint
-- param last_day bigint
-- returns orders bigint, net_sales bigint, total_sales bigint
-- batch
select
    cast(coalesce(sum(orders), 0) as bigint) as orders,
    cast(coalesce(sum(net_sales), 0) as bigint) as net_sales,
    cast(coalesce(sum(total_sales), 0) as bigint) as total_sales
from customer_days
where store_id = :store_id and customer_id = :customer_id
    and day between :first_day and :last_day
