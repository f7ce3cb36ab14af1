-- Every row of customer_addresses of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(customer_id as text), '-')
    || ',' || coalesce(cast(position as text), '-')
    || ',' || coalesce(cast(is_default as text), '-')
    || ',' || coalesce(cast(name as text), '-')
    || ',' || coalesce(cast(company as text), '-')
    || ',' || coalesce(cast(address1 as text), '-')
    || ',' || coalesce(cast(address2 as text), '-')
    || ',' || coalesce(cast(city as text), '-')
    || ',' || coalesce(cast(province as text), '-')
    || ',' || coalesce(cast(zip as text), '-')
    || ',' || coalesce(cast(country_code as text), '-')
    || ',' || coalesce(cast(phone as text), '-') as content
from customer_addresses
where store_id = :store_id
order by customer_id, position
