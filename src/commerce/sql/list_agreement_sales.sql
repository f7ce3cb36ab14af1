-- The rows of Shopify's own ledger of orders.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, position bigint, happened_at bigint, action bigint,
--     line_type bigint, quantity bigint, total bigint, tax bigint, discount bigint,
--     line_item_id bigint null
-- batch
select
    order_id, position, happened_at, action, line_type, quantity, total, tax, discount,
    line_item_id
from agreement_sales
where store_id = :store_id and order_id = :order_id
order by position
