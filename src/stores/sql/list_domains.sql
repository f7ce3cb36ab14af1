-- The domains of all connected stores.
-- returns domain text
select domain
from stores
where state = 'connected'
