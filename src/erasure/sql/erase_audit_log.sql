-- Of a deleted store, so many rows at most: what was done with it.
-- param store_id bigint
-- param limit bigint
delete from audit_log
where store_id = :store_id and event_id in (
    select event_id
    from audit_log
    where store_id = :store_id
    order by event_id
    limit :limit
)
