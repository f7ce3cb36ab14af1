-- Checkouts that say something else of their earliest order than the orders do.
-- param store_id bigint
-- returns token text, stored bigint null, made bigint null
select token, ordered_at as stored, made
from (
    select
        c.token, c.ordered_at,
        (
            select min(o.created_at)
            from orders o
            where o.store_id = c.store_id and o.checkout_token = c.token
        ) as made
    from checkouts c
    where c.store_id = :store_id
) checked
where ordered_at is distinct from made
order by token
