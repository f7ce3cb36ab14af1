-- The ledger rows of an order, as far as they say what it counts under.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, happened_at bigint, day bigint, hour bigint, action bigint,
--     line_type bigint, line_item_id bigint null, product_id bigint null, variant_id bigint null,
--     vendor text null
-- batch
select
    order_id, happened_at, day, hour, action, line_type, line_item_id, product_id, variant_id,
    vendor
from sales
where store_id = :store_id and order_id = :order_id
order by position
