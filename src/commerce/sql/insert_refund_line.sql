-- A line given back by a refund.
-- param store_id bigint
-- param order_id bigint
-- param origin bigint
-- param refund_id bigint
-- param position bigint
-- param line_item_id bigint
-- param quantity bigint
-- param subtotal bigint
-- param tax bigint
-- batch
insert into refund_lines (
    store_id, order_id, origin, refund_id, position, line_item_id, quantity, subtotal, tax
) values (
    :store_id, :order_id, :origin, :refund_id, :position, :line_item_id, :quantity, :subtotal,
    :tax
)
