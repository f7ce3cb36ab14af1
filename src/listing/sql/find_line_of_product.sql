-- The order, if it has a line of a product.
-- param store_id bigint
-- param order_id bigint
-- param product_id bigint
-- returns order_id bigint
-- batch
select order_id
from order_lines
where store_id = :store_id and order_id = :order_id and product_id = :product_id
limit 1
