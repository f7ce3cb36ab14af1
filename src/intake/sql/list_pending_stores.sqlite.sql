-- The stores of the log with their newest delivery; what of it is projected, the state knows.
-- returns store_id bigint, newest bigint
select store_id, max(delivery_id) as newest
from deliveries
group by store_id
