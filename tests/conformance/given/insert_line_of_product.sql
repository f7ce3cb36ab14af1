-- A line of an order.
-- param store_id bigint
-- param order_id bigint
-- param position bigint
-- param product_id bigint
-- batch
insert into order_lines (
    store_id, order_id, position, line_item_id, product_id, title, quantity, price, discount, tax,
    tax_rate_ppm, gift_card)
values (:store_id, :order_id, :position, :position, :product_id, '', 1, 0, 0, 0, 0, 0)
