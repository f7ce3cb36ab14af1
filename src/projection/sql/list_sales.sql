-- The ledger rows that orders gave so far: what is to be taken back from the sums.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, position bigint, happened_at bigint, day bigint, apart bigint,
--     hour bigint, action bigint, line_type bigint, quantity bigint, total bigint, tax bigint,
--     discount bigint, line_item_id bigint null, product_id bigint null,
--     variant_id bigint null, vendor text null, sku text null, inexact bigint
-- batch
select
    order_id, position, happened_at, day, apart, hour, action, line_type, quantity, total, tax,
    discount, line_item_id, product_id, variant_id, vendor, sku, inexact
from sales
where store_id = :store_id and order_id = :order_id
order by position
