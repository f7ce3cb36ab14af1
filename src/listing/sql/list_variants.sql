-- The variants of a product, in their order.
-- param store_id bigint
-- param product_id bigint
-- returns product_id bigint, variant_id bigint, title text, sku text null, price bigint
-- batch
select product_id, variant_id, title, sku, price
from variants
where store_id = :store_id and product_id = :product_id
order by position, variant_id
