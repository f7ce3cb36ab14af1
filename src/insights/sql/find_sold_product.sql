-- What an order calls a product that was sold on a day: one of that day, or one edited on it.
-- param store_id bigint
-- param product_id bigint
-- param day bigint
-- returns product_id bigint null, title text, vendor text null
-- batch
select l.product_id, l.title, l.vendor
from orders o
join order_lines l on l.store_id = o.store_id and l.order_id = o.order_id
where o.store_id = :store_id and o.day = :day and o.counted = 1 and l.product_id = :product_id
union all
select l.product_id, l.title, l.vendor
from sales s
join order_lines l on l.store_id = s.store_id and l.order_id = s.order_id
where s.store_id = :store_id and s.day = :day and s.apart = 1 and l.product_id = :product_id
limit 1
