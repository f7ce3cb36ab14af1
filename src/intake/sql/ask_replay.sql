-- Asks for a delivery to be projected again.
-- param store_id bigint
-- param delivery_id bigint
-- param asked_at bigint
-- batch
insert into delivery_replays (store_id, delivery_id, asked_at)
values (:store_id, :delivery_id, :asked_at)
on conflict (store_id, delivery_id) do nothing
