-- Appends a delivery to the log; its body is append_delivery_body's.
-- param store_id bigint
-- param delivery_id bigint
-- param topic text
-- param webhook_id text
-- param event_id text null
-- param api_version text null
-- param triggered_at bigint null
-- param received_at bigint
-- param signed_by text
-- param id_reused bigint
-- param bytes bigint
-- param headers_bytes bigint
-- param body_sha256 bytes
-- batch
insert into deliveries (
    store_id, delivery_id, topic, webhook_id, event_id, api_version, triggered_at, received_at,
    signed_by, id_reused, bytes, headers_bytes, body_sha256
) values (
    :store_id, :delivery_id, :topic, :webhook_id, :event_id, :api_version, :triggered_at,
    :received_at, :signed_by, :id_reused, :bytes, :headers_bytes, :body_sha256
)
