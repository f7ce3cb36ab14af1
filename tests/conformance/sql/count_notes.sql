-- How many notes a store has and what they sum up to.
-- param store_id bigint
-- returns notes bigint, amount bigint
select count(*) as notes, cast(coalesce(sum(amount), 0) as bigint) as amount
from notes
where store_id = :store_id
