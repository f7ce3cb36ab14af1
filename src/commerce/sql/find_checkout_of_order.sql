-- The token of the checkout that an order came of, if it names one.
-- param store_id bigint
-- param order_id bigint
-- returns token text
-- batch
select checkout_token as token
from orders
where store_id = :store_id and order_id = :order_id and checkout_token is not null
