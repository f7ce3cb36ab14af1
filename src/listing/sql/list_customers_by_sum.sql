-- The customers behind a place by what their orders come to, of all time: the number of orders
-- where `by_orders` is 1, net sales where it is 0. Ascending where `direction` is 1, descending
-- where it is -1. All sums of the store are looked at.
-- param store_id bigint
-- param by_orders bigint
-- param direction bigint
-- param key bigint
-- param customer_id bigint
-- param limit bigint
-- returns id bigint, key bigint
select id, key
from (
    select
        customers.customer_id as id,
        coalesce(case when :by_orders = 1 then sums.orders else sums.net_sales end, 0) as key
    from customers
    left join (
        select
            customer_id, cast(sum(orders) as bigint) as orders,
            cast(sum(net_sales) as bigint) as net_sales
        from customer_days
        where store_id = :store_id
        group by customer_id
    ) as sums on sums.customer_id = customers.customer_id
    where customers.store_id = :store_id
) as listed
where (:direction * key, :direction * id) > (:direction * :key, :direction * :customer_id)
order by :direction * key, :direction * id
limit :limit
