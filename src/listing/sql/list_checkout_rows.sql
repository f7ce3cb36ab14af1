-- Checkouts, each with the first order that came of it. The sum keeps both engines from looking for
-- the smallest id among all orders instead of by the token; the parameter has the collation that
-- the orders' index has, the checkout's own token has another.
-- param store_id bigint
-- param token text
-- returns token text, created_at bigint, completed_at bigint null, email text null,
--     phone text null, customer_id bigint null, total_price bigint, order_id bigint null,
--     ordered_at bigint null
-- batch
select
    c.token, c.created_at, c.completed_at, c.email, c.phone, c.customer_id, c.total_price,
    o.order_id, o.created_at as ordered_at
from checkouts c
left join orders o on o.store_id = c.store_id and o.order_id = (
    select min(order_id + 0)
    from orders
    where store_id = :store_id and checkout_token = :token
)
where c.store_id = :store_id and c.token = :token
