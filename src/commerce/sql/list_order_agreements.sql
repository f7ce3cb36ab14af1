-- Which states of Shopify's own ledger of orders are known.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, updated_at bigint, triggered_at bigint, completeness bigint,
--     content_hash bigint
-- batch
select
    order_id, updated_at, triggered_at, completeness, content_hash
from order_agreements
where store_id = :store_id and order_id = :order_id
