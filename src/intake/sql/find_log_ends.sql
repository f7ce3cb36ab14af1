-- Up to which delivery of a store all are projected (on PostgreSQL 0: there each says it itself),
-- and the newest; 0 where there is none.
-- param store_id bigint
-- returns position bigint, newest bigint
select
    coalesce((select position from projection_progress where store_id = :store_id), 0) as position,
    coalesce((select max(delivery_id) from deliveries where store_id = :store_id), 0) as newest
