-- Of all stores.
-- returns orders bigint
select count(*) as orders
from orders
