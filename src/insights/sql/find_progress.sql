-- When the newest projected delivery of the store was received (0: none), and the position up to
-- which the embedded database's log is projected for it.
-- param store_id bigint
-- returns through bigint, position bigint
select through, position
from projection_progress
where store_id = :store_id
