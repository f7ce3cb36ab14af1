-- Every row of variants of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(product_id as text), '-')
    || ',' || coalesce(cast(variant_id as text), '-')
    || ',' || coalesce(cast(title as text), '-')
    || ',' || coalesce(cast(sku as text), '-')
    || ',' || coalesce(cast(price as text), '-')
    || ',' || coalesce(cast(position as text), '-') as content
from variants
where store_id = :store_id
order by product_id, variant_id
