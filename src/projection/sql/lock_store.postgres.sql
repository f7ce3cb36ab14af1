-- Waits until no other transaction projects the store, on any node.
-- param store_id bigint
-- returns locked bigint
select cast(1 as bigint) as locked
from (select pg_advisory_xact_lock(:store_id)) as waited
