-- The refunds of orders, of both origins.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, origin bigint, refund_id bigint, updated_at bigint,
--     triggered_at bigint, content_hash bigint, happened_at bigint
-- batch
select order_id, origin, refund_id, updated_at, triggered_at, content_hash, happened_at
from refunds
where store_id = :store_id and order_id = :order_id
order by origin, refund_id
