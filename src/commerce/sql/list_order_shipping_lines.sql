-- The shipping lines of orders, in the order of their lists.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, position bigint, price bigint, discount bigint, tax bigint,
--     tax_rate_ppm bigint
-- batch
select order_id, position, price, discount, tax, tax_rate_ppm
from order_shipping_lines
where store_id = :store_id and order_id = :order_id
order by position
