-- The time zone that a store has from now on; none changed where it has it already.
-- param store_id bigint
-- param timezone text
update stores
set timezone = :timezone
where store_id = :store_id and timezone <> :timezone
