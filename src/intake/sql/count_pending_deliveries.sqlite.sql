-- How many deliveries of a store are stored and not yet projected, and how many are to be projected
-- again.
-- param store_id bigint
-- returns pending bigint
select cast(
    (
        select count(*)
        from deliveries
        where store_id = :store_id and delivery_id > coalesce(
            (select position from projection_progress where store_id = :store_id), 0
        )
    ) + (select count(*) from delivery_replays where store_id = :store_id) as bigint
) as pending
