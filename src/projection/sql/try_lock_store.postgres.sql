-- Whether this transaction may project the store: not while another node's does.
-- param store_id bigint
-- returns locked bigint
select cast(1 as bigint) as locked
where pg_try_advisory_xact_lock(:store_id)
