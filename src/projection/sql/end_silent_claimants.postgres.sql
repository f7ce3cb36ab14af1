-- Ends the sessions that keep a partition's lease locked, which may be claimed, while nothing comes
-- from their process, which stands still: within a pipeline PostgreSQL (before 17) has no time-out
-- for that.
-- param partition bigint
-- param silent_ms bigint
-- returns ended bigint
select count(pg_terminate_backend(l.pid)) as ended
from pg_locks l
join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'relation' and l.granted
    and l.mode in ('RowShareLock', 'RowExclusiveLock')
    and a.datname = current_database()
    and l.database = a.datid
    and l.relation = cast(cast('projection_leases' as regclass) as oid)
    and a.wait_event = 'ClientRead'
    and a.query_start < clock_timestamp() - :silent_ms * interval '1 millisecond'
    and exists (
        select 1
        from projection_leases
        where partition = :partition
            and (
                holder = 0
                or expires_at <= cast(extract(epoch from clock_timestamp()) * 1000 as bigint)
            )
    )
