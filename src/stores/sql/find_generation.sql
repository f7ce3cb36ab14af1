-- The number that grows with each change of any store.
-- returns generation bigint
select generation
from store_changes
