-- Which snapshot of a product is stored.
-- param store_id bigint
-- param product_id bigint
-- returns product_id bigint, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint
-- batch
select
    product_id, updated_at, triggered_at, completeness, content_hash
from products
where store_id = :store_id and product_id = :product_id
