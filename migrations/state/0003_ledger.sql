-- The ledger (one dated money row of one order each) and its sums by day.
-- action: 1 order, 2 update, 3 return. line_type: 1 product, 2 shipping, 3 tip, 4 gift card,
-- 5 duty, 6 fee, 7 adjustment. day counts from 1970-01-01 in the store's time zone.
create table sales (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    happened_at ms_int not null,
    day bigint not null,
    hour bigint not null,
    action bigint not null,
    line_type bigint not null,
    quantity bigint not null,
    total bigint not null,
    tax bigint not null,
    discount bigint not null,
    line_item_id bigint,
    product_id bigint,
    variant_id bigint,
    customer_id bigint,
    inexact bigint not null,
    primary key (store_id, order_id, position)
);
create index sales_by_day on sales (store_id, day);

-- dimension: 1 all (value empty). A row that is all zero does not exist. No sum of a day passes
-- 10^15, on either engine: sums over all days then stay within 64 bits.
create table rollups (
    store_id bigint not null,
    dimension bigint not null,
    value text not null,
    day bigint not null,
    orders bigint not null,
    inexact_orders bigint not null,
    units bigint not null,
    gross_sales bigint not null,
    discounts bigint not null,
    returns bigint not null,
    shipping bigint not null,
    duties bigint not null,
    fees bigint not null,
    taxes bigint not null,
    tips bigint not null,
    gift_cards bigint not null,
    order_value bigint not null,
    primary key (store_id, dimension, value, day),
    check (gross_sales between -1000000000000000 and 1000000000000000),
    check (discounts between -1000000000000000 and 1000000000000000),
    check (returns between -1000000000000000 and 1000000000000000),
    check (shipping between -1000000000000000 and 1000000000000000),
    check (duties between -1000000000000000 and 1000000000000000),
    check (fees between -1000000000000000 and 1000000000000000),
    check (taxes between -1000000000000000 and 1000000000000000),
    check (tips between -1000000000000000 and 1000000000000000),
    check (gift_cards between -1000000000000000 and 1000000000000000),
    check (order_value between -1000000000000000 and 1000000000000000)
);

-- When each store's newest projected delivery was received, and how far the log of the embedded
-- database is projected for it (PostgreSQL marks the deliveries themselves: its ids do not commit
-- in order). Moves in the transaction of its effect.
create table projection_progress (
    store_id bigint not null primary key,
    through ms_int not null,
    position bigint not null
);

-- What came of the deliveries that have no effect on any figure.
create table delivery_outcomes (
    store_id bigint not null,
    delivery_id bigint not null,
    state text not null,
    reason text not null,
    primary key (store_id, delivery_id)
);
