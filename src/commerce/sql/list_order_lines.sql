-- The lines of orders, in the order of their lists, without what is kept for readers alone.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, position bigint, line_item_id bigint, product_id bigint null,
--     variant_id bigint null, title text, sku text null, vendor text null, quantity bigint,
--     current_quantity bigint null, price bigint, discount bigint, tax bigint,
--     tax_rate_ppm bigint, gift_card bigint, tip bigint
-- batch
select
    order_id, position, line_item_id, product_id, variant_id, title, sku, vendor, quantity,
    current_quantity, price, discount, tax, tax_rate_ppm, gift_card, tip
from order_lines
where store_id = :store_id and order_id = :order_id
order by position
