-- Checkouts, each with the earliest order that bears its token.
-- param store_id bigint
-- param token text
-- returns token text, created_at bigint, completed_at bigint null, ordered_at bigint null,
--     email text null, phone text null, reachable bigint, customer_id bigint null,
--     total_price bigint, order_id bigint null
-- batch
select
    c.token, c.created_at, c.completed_at, c.ordered_at, c.email, c.phone, c.reachable,
    c.customer_id, c.total_price,
    (
        select o.order_id
        from orders o
        where o.store_id = :store_id and o.checkout_token = :token
        order by o.created_at, o.order_id
        limit 1
    ) as order_id
from checkouts c
where c.store_id = :store_id and c.token = :token
