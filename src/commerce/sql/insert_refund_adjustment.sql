-- Money given back that is no line's. kind: 1 a shipping line, 2 discrepancy, 3 duty, 4 fee,
-- 5 shipping.
-- param store_id bigint
-- param order_id bigint
-- param origin bigint
-- param refund_id bigint
-- param position bigint
-- param kind bigint
-- param amount bigint
-- param tax bigint
-- batch
insert into refund_adjustments (
    store_id, order_id, origin, refund_id, position, kind, amount, tax
) values (
    :store_id, :order_id, :origin, :refund_id, :position, :kind, :amount, :tax
)
