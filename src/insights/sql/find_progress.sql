-- When the newest projected delivery of the store was received (0: none).
-- param store_id bigint
-- returns through bigint
select through
from projection_progress
where store_id = :store_id
