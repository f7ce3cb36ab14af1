-- Products as a list shows them, without their sums and variants.
-- param store_id bigint
-- param product_id bigint
-- returns product_id bigint, title text, vendor text, product_type text, status text
-- batch
select product_id, title, vendor, product_type, status
from products
where store_id = :store_id and product_id = :product_id
