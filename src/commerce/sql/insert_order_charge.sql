-- Duties (kind 1) or a fee (kind 2) of an order.
-- param store_id bigint
-- param order_id bigint
-- param position bigint
-- param kind bigint
-- param line_item_id bigint null
-- param price bigint
-- param tax bigint
-- batch
insert into order_charges (
    store_id, order_id, position, kind, line_item_id, price, tax
) values (
    :store_id, :order_id, :position, :kind, :line_item_id, :price, :tax
)
