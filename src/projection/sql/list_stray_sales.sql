-- Ledger rows of orders that are not known: there must be none.
-- param store_id bigint
-- returns order_id bigint, sales bigint
select s.order_id, cast(count(*) as bigint) as sales
from sales s
where s.store_id = :store_id
    and not exists (
        select 1
        from orders o
        where o.store_id = s.store_id and o.order_id = s.order_id
    )
group by s.order_id
