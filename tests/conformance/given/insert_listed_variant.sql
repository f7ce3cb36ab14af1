-- A product's variant with a sku.
-- param store_id bigint
-- param product_id bigint
-- param variant_id bigint
-- param sku text null
-- batch
insert into variants (store_id, product_id, variant_id, title, sku, price, position)
values (:store_id, :product_id, :variant_id, '', :sku, 0, :variant_id)
