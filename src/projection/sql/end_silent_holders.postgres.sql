-- Ends the sessions that hold a store's lock while nothing comes from their process, which stands
-- still: within a pipeline PostgreSQL (before 17) has no time-out for that.
-- param store_id bigint
-- param silent_ms bigint
-- returns ended bigint
select count(pg_terminate_backend(l.pid)) as ended
from pg_locks l
join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
    and a.datname = current_database()
    and l.database = a.datid
    and cast(l.classid as bigint) * 4294967296 + cast(l.objid as bigint) = :store_id
    and a.wait_event = 'ClientRead'
    and a.query_start < clock_timestamp() - :silent_ms * interval '1 millisecond'
