-- Every row of products of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(product_id as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(completeness as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(title as text), '-')
    || ',' || coalesce(cast(vendor as text), '-')
    || ',' || coalesce(cast(product_type as text), '-')
    || ',' || coalesce(cast(handle as text), '-')
    || ',' || coalesce(cast(status as text), '-')
    || ',' || coalesce(cast(created_at as text), '-') as content
from products
where store_id = :store_id
order by product_id
