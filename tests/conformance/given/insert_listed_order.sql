-- An order with the columns that lists show and filter by.
-- param store_id bigint
-- param order_id bigint
-- param name text
-- param happened_at bigint
-- param cancelled_at bigint null
-- param test bigint
-- param financial_status text
-- param fulfillment_status text null
-- param channel text null
-- param email text null
-- param total_price bigint
-- param customer_id bigint null
-- batch
insert into orders (
    store_id, order_id, updated_at, triggered_at, completeness, content_hash, name, happened_at,
    created_at, cancelled_at, day, test, taxes_included, financial_status, fulfillment_status,
    channel, email, total_price, total_tax, tip, customer_id, counted)
values (
    :store_id, :order_id, 0, -1, 0, 0, :name, :happened_at, :happened_at, :cancelled_at, 0, :test,
    0, :financial_status, :fulfillment_status, :channel, :email, :total_price, 0, 0, :customer_id,
    1)
