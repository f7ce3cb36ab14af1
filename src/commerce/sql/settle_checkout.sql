-- When the earliest order that bears a checkout's token was made, as its orders are now.
-- param store_id bigint
-- param token text
-- batch
with given (store_id, token) as (
    values (:store_id, :token)
)
update checkouts
set ordered_at = (
    select min(o.created_at)
    from orders o
    where o.store_id = checkouts.store_id and o.checkout_token = checkouts.token
)
from given
where checkouts.store_id = given.store_id and checkouts.token = given.token
