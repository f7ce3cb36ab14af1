-- Every row of sales of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(happened_at as text), '-')
    || ',' || coalesce(cast(day as text), '-')
    || ',' || coalesce(cast(apart as text), '-')
    || ',' || coalesce(cast(hour as text), '-')
    || ',' || coalesce(cast(action as text), '-')
    || ',' || coalesce(cast(line_type as text), '-')
    || ',' || coalesce(cast(quantity as text), '-')
    || ',' || coalesce(cast(total as text), '-')
    || ',' || coalesce(cast(tax as text), '-')
    || ',' || coalesce(cast(discount as text), '-')
    || ',' || coalesce(cast(line_item_id as text), '-')
    || ',' || coalesce(cast(product_id as text), '-')
    || ',' || coalesce(cast(variant_id as text), '-')
    || ',' || coalesce(cast(vendor as text), '-')
    || ',' || coalesce(cast(sku as text), '-')
    || ',' || coalesce(cast(inexact as text), '-') as content
from sales
where store_id = :store_id
order by order_id, position
