-- Everything that the figures are made of, and their sums by dimension. The sums and the ledger are
-- made anew from the stored objects: ledger_versions says by which rules a store's were made, and
-- where a row is missing or older than the program they are rebuilt before anything else is
-- applied.
create table ledger_versions (
    store_id bigint not null primary key,
    version bigint not null
);

-- Grows with each transaction that applies to the store: what was read under another number may be
-- outdated.
create table store_versions (
    store_id bigint not null primary key,
    changes bigint not null
);

drop table sales;
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
    vendor text,
    sku text,
    inexact bigint not null,
    primary key (store_id, order_id, position)
);
create index sales_by_day on sales (store_id, day, order_id);

-- dimension: 1 all, 2 hour, 3 channel, 4 country, 5 product, 6 variant, 7 vendor, 8 discount code,
-- 9 payment gateway, 10 new or returning (ledger/rollup.hpp). A row that is all zero does not
-- exist. No sum of a day passes 10^15, on either engine: sums over all days then stay within 64
-- bits.
drop table rollups;
create table rollups (
    store_id bigint not null,
    dimension bigint not null,
    value sorted_text not null,
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
    customer_orders bigint not null,
    first_orders bigint not null,
    primary key (store_id, dimension, day, value),
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

-- Orders by the day of their customer's order before, in four grains (ledger/timelines.hpp).
create table repeat_orders (
    store_id bigint not null,
    grain bigint not null,
    day_before bigint not null,
    day bigint not null,
    orders bigint not null,
    primary key (store_id, grain, day_before, day)
);

-- What each customer's rows come to, by day and by month (counted from 1970-01).
create table customer_days (
    store_id bigint not null,
    customer_id bigint not null,
    day bigint not null,
    orders bigint not null,
    net_sales bigint not null,
    total_sales bigint not null,
    primary key (store_id, customer_id, day)
);
create index customer_days_by_net_sales
    on customer_days (store_id, day, net_sales desc, customer_id);

create table customer_months (
    store_id bigint not null,
    customer_id bigint not null,
    month bigint not null,
    orders bigint not null,
    net_sales bigint not null,
    total_sales bigint not null,
    primary key (store_id, customer_id, month)
);
create index customer_months_by_net_sales
    on customer_months (store_id, month, net_sales desc, customer_id);

-- How many customers whose first order lies in one month have an order in another.
create table cohorts (
    store_id bigint not null,
    first_month bigint not null,
    month bigint not null,
    customers bigint not null,
    primary key (store_id, first_month, month)
);
