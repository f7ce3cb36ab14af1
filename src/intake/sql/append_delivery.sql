-- Appends a delivery to the log.
-- param store_id bigint
-- param topic text
-- param webhook_id text
-- param event_id text null
-- param api_version text null
-- param triggered_at bigint null
-- param received_at bigint
-- param id_reused bigint
-- param body_sha256 bytes
-- param body bytes
-- batch
insert into deliveries (
    store_id, topic, webhook_id, event_id, api_version, triggered_at, received_at, id_reused,
    body_sha256, body
) values (
    :store_id, :topic, :webhook_id, :event_id, :api_version, :triggered_at, :received_at,
    :id_reused, :body_sha256, :body
)
