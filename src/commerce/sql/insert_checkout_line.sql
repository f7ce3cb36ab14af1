-- A line of a checkout.
-- param store_id bigint
-- param token text
-- param position bigint
-- param product_id bigint null
-- param variant_id bigint null
-- param title text
-- param quantity bigint
-- param price bigint
-- batch
insert into checkout_lines (
    store_id, token, position, product_id, variant_id, title, quantity, price
) values (
    :store_id, :token, :position, :product_id, :variant_id, :title, :quantity, :price
)
