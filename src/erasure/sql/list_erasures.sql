-- The stores that were deleted and are not yet erased, those first that have waited longest.
-- returns store_id bigint, asked_at bigint
select store_id, asked_at
from erasures
order by asked_at, store_id
