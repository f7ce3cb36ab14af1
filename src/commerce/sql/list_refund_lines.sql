-- The lines of the refunds of orders.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, origin bigint, refund_id bigint, position bigint,
--     line_item_id bigint, quantity bigint, subtotal bigint, tax bigint
-- batch
select order_id, origin, refund_id, position, line_item_id, quantity, subtotal, tax
from refund_lines
where store_id = :store_id and order_id = :order_id
order by origin, refund_id, position
