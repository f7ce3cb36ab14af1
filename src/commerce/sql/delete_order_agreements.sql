-- Which state of Shopify's own ledger of a deleted order was known.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from order_agreements
where (store_id, order_id) in (values (:store_id, :order_id))
