-- Which state of Shopify's own ledger of an order is known.
-- param store_id bigint
-- param order_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- batch
insert into order_agreements (
    store_id, order_id, updated_at, triggered_at, completeness, content_hash
) values (
    :store_id, :order_id, :updated_at, :triggered_at, :completeness, :content_hash
)
on conflict (store_id, order_id) do update set
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    completeness = excluded.completeness,
    content_hash = excluded.content_hash
