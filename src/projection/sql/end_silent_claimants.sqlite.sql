-- Ends sessions that keep a lease locked while their process stands still: here there are none.
-- param partition bigint
-- param silent_ms bigint
-- returns ended bigint
select 0 as ended
where :partition is not null and :silent_ms is not null
