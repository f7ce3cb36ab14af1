-- Every row of checkout_lines of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(token as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(product_id as text), '-')
    || ',' || coalesce(cast(variant_id as text), '-')
    || ',' || coalesce(cast(title as text), '-')
    || ',' || coalesce(cast(quantity as text), '-')
    || ',' || coalesce(cast(price as text), '-') as content
from checkout_lines
where store_id = :store_id
order by token, position
