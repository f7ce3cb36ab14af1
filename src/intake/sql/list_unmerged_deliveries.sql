-- The deliveries after one, of all stores, those of no store among them: what their keys are made
-- of. Steps from store to store through the index.
-- param merged bigint
-- returns store_id bigint, delivery_id bigint, topic text, webhook_id text, id_reused bigint,
--     body_sha256 bytes
with recursive known (store_id) as (
    select min(store_id) from deliveries
    union all
    select (select min(d.store_id) from deliveries d where d.store_id > known.store_id)
    from known
    where known.store_id is not null
)
select d.store_id, d.delivery_id, d.topic, d.webhook_id, d.id_reused, d.body_sha256
from known
join deliveries d on d.store_id = known.store_id and d.delivery_id > :merged
