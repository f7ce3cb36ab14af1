-- A deleted product.
-- param store_id bigint
-- param product_id bigint
-- batch
delete from products
where (store_id, product_id) in (values (:store_id, :product_id))
