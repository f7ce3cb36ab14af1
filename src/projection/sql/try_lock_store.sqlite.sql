-- Whether this transaction may project the store: always, there is one writer.
-- param store_id bigint
-- returns locked bigint
select 1 as locked
where :store_id is not null
