-- A variant of a product.
-- param store_id bigint
-- param product_id bigint
-- param variant_id bigint
-- param title text
-- param sku text null
-- param price bigint
-- param position bigint
-- batch
insert into variants (
    store_id, product_id, variant_id, title, sku, price, position
) values (
    :store_id, :product_id, :variant_id, :title, :sku, :price, :position
)
