-- How many deliveries a store's log has after one, through another.
-- param store_id bigint
-- param after bigint
-- param through bigint
-- returns deliveries bigint
select cast(count(*) as bigint) as deliveries
from deliveries
where store_id = :store_id and delivery_id > :after and delivery_id <= :through
