-- The rows of Shopify's own ledger of an order, before newer ones are written.
-- param store_id bigint
-- param order_id bigint
-- batch
delete from agreement_sales
where (store_id, order_id) in (values (:store_id, :order_id))
