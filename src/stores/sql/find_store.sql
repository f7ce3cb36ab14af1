-- The store with an id.
-- param store_id bigint
-- returns store_id bigint, domain text, name text, currency text, timezone text, state text,
--     webhook_secret bytes, previous_webhook_secret bytes null,
--     previous_secret_until bigint null, connected_at bigint, body_retention_days bigint,
--     second_factor_required bigint
select
    store_id, domain, name, currency, timezone, state, webhook_secret, previous_webhook_secret,
    previous_secret_until, connected_at, body_retention_days, second_factor_required
from stores
where store_id = :store_id
