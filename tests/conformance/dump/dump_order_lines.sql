-- Every row of order_lines of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(line_item_id as text), '-')
    || ',' || coalesce(cast(product_id as text), '-')
    || ',' || coalesce(cast(variant_id as text), '-')
    || ',' || coalesce(cast(title as text), '-')
    || ',' || coalesce(cast(sku as text), '-')
    || ',' || coalesce(cast(vendor as text), '-')
    || ',' || coalesce(cast(quantity as text), '-')
    || ',' || coalesce(cast(current_quantity as text), '-')
    || ',' || coalesce(cast(price as text), '-')
    || ',' || coalesce(cast(discount as text), '-')
    || ',' || coalesce(cast(tax as text), '-')
    || ',' || coalesce(cast(tax_rate_ppm as text), '-')
    || ',' || coalesce(cast(gift_card as text), '-')
    || ',' || coalesce(cast(tip as text), '-')
    || ',' || coalesce(cast(tax_lines as text), '-')
    || ',' || coalesce(cast(discount_allocations as text), '-') as content
from order_lines
where store_id = :store_id
order by order_id, position
