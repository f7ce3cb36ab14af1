-- A refund: from its order (origin 0) or from its own webhook (origin 1).
-- param store_id bigint
-- param order_id bigint
-- param origin bigint
-- param refund_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param content_hash bigint
-- param happened_at bigint
-- param transactions text
-- batch
insert into refunds (
    store_id, order_id, origin, refund_id, updated_at, triggered_at, content_hash, happened_at,
    transactions
) values (
    :store_id, :order_id, :origin, :refund_id, :updated_at, :triggered_at, :content_hash,
    :happened_at, :transactions
)
