-- A new webhook secret; the one so far stays valid until previous_secret_until. A store whose shop
-- had taken the program off is connected again.
-- param store_id bigint
-- param webhook_secret bytes
-- param now bigint
-- param previous_secret_until bigint
update stores
set previous_webhook_secret = webhook_secret,
    previous_secret_until = :previous_secret_until,
    webhook_secret = :webhook_secret,
    connected_at = case when state = 'connected' then connected_at else :now end,
    state = 'connected'
where store_id = :store_id
