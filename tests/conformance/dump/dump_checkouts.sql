-- Every row of checkouts of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(token as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(completeness as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(created_at as text), '-')
    || ',' || coalesce(cast(completed_at as text), '-')
    || ',' || coalesce(cast(email as text), '-')
    || ',' || coalesce(cast(phone as text), '-')
    || ',' || coalesce(cast(customer_id as text), '-')
    || ',' || coalesce(cast(total_price as text), '-')
    || ',' || coalesce(cast(reachable as text), '-')
    || ',' || coalesce(cast(ordered_at as text), '-') as content
from checkouts
where store_id = :store_id
order by token
