-- What a product is called, and its type.
-- param store_id bigint
-- param product_id bigint
-- returns product_id bigint, title text, product_type text
-- batch
select product_id, title, product_type
from products
where store_id = :store_id and product_id = :product_id
