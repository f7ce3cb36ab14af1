-- Ends sessions that hold a store's lock while their process stands still: here there are none.
-- param store_id bigint
-- param silent_ms bigint
-- returns ended bigint
select 0 as ended
where :store_id is not null and :silent_ms is not null
