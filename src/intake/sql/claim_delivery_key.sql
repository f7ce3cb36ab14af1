-- Remembers a delivery's key; changes no row where the same delivery came before.
-- param store_id bigint
-- param topic text
-- param webhook_id text
-- param body_sha256 bytes
-- param received_at bigint
-- batch
insert into delivery_keys (
    store_id, topic, webhook_id, body_sha256, received_at
) values (
    :store_id, :topic, :webhook_id, :body_sha256, :received_at
)
on conflict (store_id, topic, webhook_id, body_sha256) do nothing
