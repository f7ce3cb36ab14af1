-- As find_key_progress tells.
-- param merged bigint
-- param lots bigint
-- param moved bigint
update delivery_key_progress
set merged = :merged, lots = :lots, moved = :moved
