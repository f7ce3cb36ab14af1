-- What a customer's rows come to in whole months and the days before and after them.
-- param store_id bigint
-- param customer_id bigint
-- param first_month bigint
-- param last_month bigint
-- param head_from bigint
-- param head_to bigint
-- param tail_from bigint
-- param tail_to bigint
-- returns orders bigint, net_sales bigint, total_sales bigint
-- batch
select
    cast(coalesce(sum(orders), 0) as bigint) as orders,
    cast(coalesce(sum(net_sales), 0) as bigint) as net_sales,
    cast(coalesce(sum(total_sales), 0) as bigint) as total_sales
from (
    select orders, net_sales, total_sales
    from customer_months
    where store_id = :store_id and customer_id = :customer_id
        and month between :first_month and :last_month
    union all
    select orders, net_sales, total_sales
    from customer_days
    where store_id = :store_id and customer_id = :customer_id
        and day between :head_from and :head_to
    union all
    select orders, net_sales, total_sales
    from customer_days
    where store_id = :store_id and customer_id = :customer_id
        and day between :tail_from and :tail_to
) as parts
