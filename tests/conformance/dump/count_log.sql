-- How much the log holds.
-- returns deliveries bigint, bodies bigint
select
    (select cast(count(*) as bigint) from deliveries) as deliveries,
    (select cast(count(*) as bigint) from delivery_bodies) as bodies
