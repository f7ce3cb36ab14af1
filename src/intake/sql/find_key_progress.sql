-- Up to which delivery the keys are in their table, how many lots went there, and how many keys of
-- the next one.
-- returns merged bigint, lots bigint, moved bigint
select merged, lots, moved
from delivery_key_progress
