-- What came of a delivery that was to be projected again; `pending` as long as it waits.
-- param store_id bigint
-- param delivery_id bigint
-- returns state text
-- batch
select coalesce(
    (
        select 'pending'
        from delivery_replays
        where store_id = :store_id and delivery_id = :delivery_id
    ),
    (
        select state
        from delivery_outcomes
        where store_id = :store_id and delivery_id = :delivery_id
    ),
    'applied'
) as state
