-- The orders that name one customer, and that count as another's: the aliases lead there.
-- param store_id bigint
-- param customer_id bigint
-- param told_customer_id bigint
-- returns order_id bigint
select order_id
from orders
where store_id = :store_id and customer_id = :customer_id and told_customer_id = :told_customer_id
order by happened_at, order_id
