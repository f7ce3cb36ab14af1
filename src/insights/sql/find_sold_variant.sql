-- What an order calls a variant that was sold on a day: one of that day, or one edited on it.
-- param store_id bigint
-- param variant_id bigint
-- param day bigint
-- returns variant_id bigint null, title text, vendor text null
-- batch
select l.variant_id, l.title, l.vendor
from orders o
join order_lines l on l.store_id = o.store_id and l.order_id = o.order_id
where o.store_id = :store_id and o.day = :day and o.counted = 1 and l.variant_id = :variant_id
union all
select l.variant_id, l.title, l.vendor
from sales s
join order_lines l on l.store_id = s.store_id and l.order_id = s.order_id
where s.store_id = :store_id and s.day = :day and s.apart = 1 and l.variant_id = :variant_id
limit 1
