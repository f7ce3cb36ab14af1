-- A product with the columns that lists show and filter by.
-- param store_id bigint
-- param product_id bigint
-- param title text
-- param vendor text
-- param product_type text
-- param status text
-- batch
insert into products (
    store_id, product_id, updated_at, triggered_at, completeness, content_hash, title, vendor,
    product_type, handle, status)
values (:store_id, :product_id, 0, -1, 0, 0, :title, :vendor, :product_type, '', :status)
