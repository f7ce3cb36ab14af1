-- A variant of a product.
-- param store_id bigint
-- param product_id bigint
-- param variant_id bigint
-- param title text
insert into variants (store_id, product_id, variant_id, title, price, position)
values (:store_id, :product_id, :variant_id, :title, 0, 1)
