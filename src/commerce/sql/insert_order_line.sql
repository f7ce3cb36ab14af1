-- A line of an order, in the order of its list.
-- param store_id bigint
-- param order_id bigint
-- param position bigint
-- param line_item_id bigint
-- param product_id bigint null
-- param variant_id bigint null
-- param title text
-- param sku text null
-- param vendor text null
-- param quantity bigint
-- param current_quantity bigint null
-- param price bigint
-- param discount bigint
-- param tax bigint
-- param tax_rate_ppm bigint
-- param gift_card bigint
-- param tip bigint
-- param tax_lines text
-- param discount_allocations text
-- batch
insert into order_lines (
    store_id, order_id, position, line_item_id, product_id, variant_id, title, sku, vendor,
    quantity, current_quantity, price, discount, tax, tax_rate_ppm, gift_card, tip, tax_lines,
    discount_allocations
) values (
    :store_id, :order_id, :position, :line_item_id, :product_id, :variant_id, :title, :sku,
    :vendor, :quantity, :current_quantity, :price, :discount, :tax, :tax_rate_ppm, :gift_card,
    :tip, :tax_lines, :discount_allocations
)
