-- Waits until no other transaction projects the store: on the embedded database there is none.
-- param store_id bigint
-- returns locked bigint
select 1 as locked
where :store_id is not null
