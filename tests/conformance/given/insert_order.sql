-- An order with the columns that figures are explained by.
-- param store_id bigint
-- param order_id bigint
-- param name text
-- param happened_at bigint
-- param day bigint
-- param channel text null
-- param country_code text null
-- param discount_codes text
-- param gateways text
-- param customer_id bigint null
-- param counted bigint
-- param standing bigint
-- param order_value bigint
-- batch
insert into orders (
    store_id, order_id, updated_at, triggered_at, completeness, content_hash, name, happened_at,
    created_at, day, test, taxes_included, financial_status, channel, country_code,
    discount_codes, gateways, total_price, total_tax, tip, customer_id, counted, standing,
    order_value)
values (
    :store_id, :order_id, 0, -1, 0, 0, :name, :happened_at, :happened_at, :day, 0, 0, 'paid',
    :channel, :country_code, :discount_codes, :gateways, 0, 0, 0, :customer_id, :counted,
    :standing, :order_value)
