-- Every row of order_shipping_lines of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(price as text), '-')
    || ',' || coalesce(cast(discount as text), '-')
    || ',' || coalesce(cast(tax as text), '-')
    || ',' || coalesce(cast(tax_rate_ppm as text), '-') as content
from order_shipping_lines
where store_id = :store_id
order by order_id, position
