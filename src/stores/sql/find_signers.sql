-- What signs the webhooks of a shop's store, and under which number that was read; no store_id
-- where no store has the domain.
-- param domain text
-- returns generation bigint, store_id bigint null, state text null, webhook_secret bytes null,
--     previous_webhook_secret bytes null, previous_secret_until bigint null
select
    c.generation, s.store_id, s.state, s.webhook_secret, s.previous_webhook_secret,
    s.previous_secret_until
from store_changes c
left join stores s on s.domain = :domain
