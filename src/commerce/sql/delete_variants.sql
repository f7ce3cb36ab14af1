-- The variants of a product, before those of a greater snapshot are written.
-- param store_id bigint
-- param product_id bigint
-- batch
delete from variants
where (store_id, product_id) in (values (:store_id, :product_id))
