-- The lines of a checkout, in the order of its list.
-- param store_id bigint
-- param token text
-- returns product_id bigint null, variant_id bigint null, title text, quantity bigint,
--     price bigint
select product_id, variant_id, title, quantity, price
from checkout_lines
where store_id = :store_id and token = :token
order by position
