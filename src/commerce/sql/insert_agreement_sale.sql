-- A row of Shopify's own ledger of an order.
-- param store_id bigint
-- param order_id bigint
-- param position bigint
-- param happened_at bigint
-- param action bigint
-- param line_type bigint
-- param quantity bigint
-- param total bigint
-- param tax bigint
-- param discount bigint
-- param line_item_id bigint null
-- batch
insert into agreement_sales (
    store_id, order_id, position, happened_at, action, line_type, quantity, total, tax,
    discount, line_item_id
) values (
    :store_id, :order_id, :position, :happened_at, :action, :line_type, :quantity, :total, :tax,
    :discount, :line_item_id
)
