-- The ledger rows of an order.
-- param store_id bigint
-- param order_id bigint
-- returns happened_at bigint, day bigint, hour bigint, action bigint, line_type bigint,
--     quantity bigint, total bigint, tax bigint, discount bigint, line_item_id bigint null,
--     product_id bigint null, variant_id bigint null, vendor text null, sku text null,
--     inexact bigint
select
    happened_at, day, hour, action, line_type, quantity, total, tax, discount, line_item_id,
    product_id, variant_id, vendor, sku, inexact
from sales
where store_id = :store_id and order_id = :order_id
order by position
