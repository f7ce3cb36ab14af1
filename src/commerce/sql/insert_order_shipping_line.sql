-- A shipping line of an order that was not removed.
-- param store_id bigint
-- param order_id bigint
-- param position bigint
-- param price bigint
-- param discount bigint
-- param tax bigint
-- param tax_rate_ppm bigint
-- batch
insert into order_shipping_lines (
    store_id, order_id, position, price, discount, tax, tax_rate_ppm
) values (
    :store_id, :order_id, :position, :price, :discount, :tax, :tax_rate_ppm
)
