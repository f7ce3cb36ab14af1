-- A row of the ledger; the rows of an order are replaced as a whole.
-- param store_id bigint
-- param order_id bigint
-- param position bigint
-- param happened_at bigint
-- param day bigint
-- param apart bigint
-- param hour bigint
-- param action bigint
-- param line_type bigint
-- param quantity bigint
-- param total bigint
-- param tax bigint
-- param discount bigint
-- param line_item_id bigint null
-- param product_id bigint null
-- param variant_id bigint null
-- param vendor text null
-- param sku text null
-- param inexact bigint
-- batch
insert into sales (
    store_id, order_id, position, happened_at, day, apart, hour, action, line_type, quantity,
    total, tax, discount, line_item_id, product_id, variant_id, vendor, sku, inexact
) values (
    :store_id, :order_id, :position, :happened_at, :day, :apart, :hour, :action, :line_type,
    :quantity, :total, :tax, :discount, :line_item_id, :product_id, :variant_id, :vendor, :sku,
    :inexact
)
