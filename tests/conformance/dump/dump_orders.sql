-- Every row of orders of a store as one text, for comparing whole states.
-- param store_id bigint
-- returns content text
select coalesce(cast(order_id as text), '-')
    || ',' || coalesce(cast(updated_at as text), '-')
    || ',' || coalesce(cast(triggered_at as text), '-')
    || ',' || coalesce(cast(completeness as text), '-')
    || ',' || coalesce(cast(content_hash as text), '-')
    || ',' || coalesce(cast(name as text), '-')
    || ',' || coalesce(cast(happened_at as text), '-')
    || ',' || coalesce(cast(created_at as text), '-')
    || ',' || coalesce(cast(cancelled_at as text), '-')
    || ',' || coalesce(cast(day as text), '-')
    || ',' || coalesce(cast(test as text), '-')
    || ',' || coalesce(cast(taxes_included as text), '-')
    || ',' || coalesce(cast(financial_status as text), '-')
    || ',' || coalesce(cast(fulfillment_status as text), '-')
    || ',' || coalesce(cast(channel as text), '-')
    || ',' || coalesce(cast(country_code as text), '-')
    || ',' || coalesce(cast(email as text), '-')
    || ',' || coalesce(cast(total_price as text), '-')
    || ',' || coalesce(cast(total_tax as text), '-')
    || ',' || coalesce(cast(tip as text), '-')
    || ',' || coalesce(cast(customer_id as text), '-')
    || ',' || coalesce(cast(counted as text), '-')
    || ',' || coalesce(cast(told_customer_id as text), '-')
    || ',' || coalesce(cast(standing as text), '-')
    || ',' || coalesce(cast(referrer as text), '-')
    || ',' || coalesce(cast(checkout_token as text), '-')
    || ',' || coalesce(cast(discount_codes as text), '-')
    || ',' || coalesce(cast(gateways as text), '-')
    || ',' || coalesce(cast(order_value as text), '-') as content
from orders
where store_id = :store_id
order by order_id
