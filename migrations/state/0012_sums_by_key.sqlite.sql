-- As 0011, the ledger and its sums.
create table cohorts_by_key (
    store_id bigint not null,
    first_month bigint not null,
    month bigint not null,
    customers bigint not null,
    primary key (store_id, first_month, month)
) without rowid;
insert into cohorts_by_key
select
    store_id, first_month, month, customers
from cohorts;
drop table cohorts;
alter table cohorts_by_key rename to cohorts;

create table customer_days_by_key (
    store_id bigint not null,
    customer_id bigint not null,
    day bigint not null,
    orders bigint not null,
    net_sales bigint not null,
    total_sales bigint not null,
    primary key (store_id, customer_id, day)
) without rowid;
insert into customer_days_by_key
select
    store_id, customer_id, day, orders, net_sales, total_sales
from customer_days;
drop table customer_days;
alter table customer_days_by_key rename to customer_days;
create index customer_days_by_net_sales
    on customer_days (store_id, day, net_sales desc, customer_id);

create table repeat_orders_by_key (
    store_id bigint not null,
    grain bigint not null,
    day_before bigint not null,
    day bigint not null,
    orders bigint not null,
    primary key (store_id, grain, day_before, day)
) without rowid;
insert into repeat_orders_by_key
select
    store_id, grain, day_before, day, orders
from repeat_orders;
drop table repeat_orders;
alter table repeat_orders_by_key rename to repeat_orders;

create table rollups_by_key (
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
) without rowid;
insert into rollups_by_key
select
    store_id, dimension, value, day, orders, inexact_orders, units, gross_sales, discounts,
    returns, shipping, duties, fees, taxes, tips, gift_cards, order_value, customer_orders,
    first_orders
from rollups;
drop table rollups;
alter table rollups_by_key rename to rollups;

create table sales_by_key (
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
) without rowid;
insert into sales_by_key
select
    store_id, order_id, position, happened_at, day, hour, action, line_type, quantity, total, tax,
    discount, line_item_id, product_id, variant_id, vendor, sku, inexact
from sales;
drop table sales;
alter table sales_by_key rename to sales;
create index sales_by_day on sales (store_id, day, order_id);

-- Sums by month go: what a customer has in a range is the sum of its days, which lie together.
drop table customer_months;

-- By which count of the store's changes (store_versions) sums of customers on a day last changed.
create table changed_days (
    store_id bigint not null,
    day bigint not null,
    changes bigint not null,
    primary key (store_id, day)
) without rowid;

-- How many customers are known.
alter table store_versions add column customers bigint not null default 0;
update store_versions
set customers = (select count(*) from customers c where c.store_id = store_versions.store_id);
