-- Every row of customers of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(customer_id as text), '-')
    || ',' || coalesce(cast(own as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(created_at as text), '-')
    || ',' || coalesce(cast(first_name as text), '-')
    || ',' || coalesce(cast(last_name as text), '-')
    || ',' || coalesce(cast(email as text), '-')
    || ',' || coalesce(cast(phone as text), '-') as content
from customers
where store_id = :store_id
order by customer_id
