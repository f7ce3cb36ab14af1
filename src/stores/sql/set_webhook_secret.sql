-- A new webhook secret; the one so far stays valid until previous_secret_until.
-- param store_id bigint
-- param webhook_secret bytes
-- param previous_secret_until bigint
update stores
set previous_webhook_secret = webhook_secret,
    previous_secret_until = :previous_secret_until,
    webhook_secret = :webhook_secret
where store_id = :store_id
