-- A new store, with its sealed webhook secret.
-- param store_id bigint
-- param domain text
-- param name text
-- param currency text
-- param timezone text
-- param state text
-- param webhook_secret bytes
-- param connected_at bigint
insert into stores (
    store_id, domain, name, currency, timezone, state, webhook_secret, connected_at
) values (
    :store_id, :domain, :name, :currency, :timezone, :state, :webhook_secret, :connected_at
)
