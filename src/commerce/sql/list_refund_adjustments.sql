-- The adjustments of the refunds of orders.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, origin bigint, refund_id bigint, position bigint, kind bigint,
--     amount bigint, tax bigint
-- batch
select order_id, origin, refund_id, position, kind, amount, tax
from refund_adjustments
where store_id = :store_id and order_id = :order_id
order by origin, refund_id, position
