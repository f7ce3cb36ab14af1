-- Each table below is one tree, sorted by its key, instead of rows by number with an index of the
-- key beside them: a row is written once and found at once.
create table agreement_sales_by_key (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    happened_at ms_int not null,
    action bigint not null,
    line_type bigint not null,
    quantity bigint not null,
    total bigint not null,
    tax bigint not null,
    discount bigint not null,
    line_item_id bigint,
    primary key (store_id, order_id, position)
) without rowid;
insert into agreement_sales_by_key
select
    store_id, order_id, position, happened_at, action, line_type, quantity, total, tax, discount,
    line_item_id
from agreement_sales;
drop table agreement_sales;
alter table agreement_sales_by_key rename to agreement_sales;

create table checkout_lines_by_key (
    store_id bigint not null,
    token sorted_text not null,
    position bigint not null,
    product_id bigint,
    variant_id bigint,
    title text not null,
    quantity bigint not null,
    price bigint not null,
    primary key (store_id, token, position)
) without rowid;
insert into checkout_lines_by_key
select
    store_id, token, position, product_id, variant_id, title, quantity, price
from checkout_lines;
drop table checkout_lines;
alter table checkout_lines_by_key rename to checkout_lines;

create table checkouts_by_key (
    store_id bigint not null,
    token sorted_text not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    created_at ms_int not null,
    completed_at ms_int,
    email text,
    phone text,
    customer_id bigint,
    total_price bigint not null,
    primary key (store_id, token)
) without rowid;
insert into checkouts_by_key
select
    store_id, token, updated_at, triggered_at, completeness, content_hash, created_at,
    completed_at, email, phone, customer_id, total_price
from checkouts;
drop table checkouts;
alter table checkouts_by_key rename to checkouts;
create index checkouts_by_creation on checkouts (store_id, created_at, token);

create table customer_addresses_by_key (
    store_id bigint not null,
    customer_id bigint not null,
    position bigint not null,
    is_default bigint not null,
    name text not null,
    company text not null,
    address1 text not null,
    address2 text not null,
    city text not null,
    province text not null,
    zip text not null,
    country_code text not null,
    phone text not null,
    primary key (store_id, customer_id, position)
) without rowid;
insert into customer_addresses_by_key
select
    store_id, customer_id, position, is_default, name, company, address1, address2, city,
    province, zip, country_code, phone
from customer_addresses;
drop table customer_addresses;
alter table customer_addresses_by_key rename to customer_addresses;

create table customer_aliases_by_key (
    store_id bigint not null,
    merged_id bigint not null,
    kept_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    primary key (store_id, merged_id)
) without rowid;
insert into customer_aliases_by_key
select
    store_id, merged_id, kept_id, updated_at, triggered_at, completeness, content_hash
from customer_aliases;
drop table customer_aliases;
alter table customer_aliases_by_key rename to customer_aliases;
create index customer_aliases_by_kept on customer_aliases (store_id, kept_id);

create table customers_by_key (
    store_id bigint not null,
    customer_id bigint not null,
    own bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    content_hash bigint not null,
    created_at ms_int,
    first_name text not null,
    last_name text not null,
    email text,
    phone text,
    primary key (store_id, customer_id)
) without rowid;
insert into customers_by_key
select
    store_id, customer_id, own, updated_at, triggered_at, content_hash, created_at, first_name,
    last_name, email, phone
from customers;
drop table customers;
alter table customers_by_key rename to customers;

create table delivery_outcomes_by_key (
    store_id bigint not null,
    delivery_id bigint not null,
    state text not null,
    reason text not null,
    primary key (store_id, delivery_id)
) without rowid;
insert into delivery_outcomes_by_key
select
    store_id, delivery_id, state, reason
from delivery_outcomes;
drop table delivery_outcomes;
alter table delivery_outcomes_by_key rename to delivery_outcomes;
create index delivery_outcomes_by_state on delivery_outcomes (store_id, state, delivery_id);

create table order_agreements_by_key (
    store_id bigint not null,
    order_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    primary key (store_id, order_id)
) without rowid;
insert into order_agreements_by_key
select
    store_id, order_id, updated_at, triggered_at, completeness, content_hash
from order_agreements;
drop table order_agreements;
alter table order_agreements_by_key rename to order_agreements;

create table order_charges_by_key (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    kind bigint not null,
    line_item_id bigint,
    price bigint not null,
    tax bigint not null,
    primary key (store_id, order_id, position)
) without rowid;
insert into order_charges_by_key
select
    store_id, order_id, position, kind, line_item_id, price, tax
from order_charges;
drop table order_charges;
alter table order_charges_by_key rename to order_charges;

create table order_edit_lines_by_key (
    store_id bigint not null,
    order_id bigint not null,
    edit_id bigint not null,
    position bigint not null,
    kind bigint not null,
    line_item_id bigint not null,
    units bigint not null,
    primary key (store_id, order_id, edit_id, position)
) without rowid;
insert into order_edit_lines_by_key
select
    store_id, order_id, edit_id, position, kind, line_item_id, units
from order_edit_lines;
drop table order_edit_lines;
alter table order_edit_lines_by_key rename to order_edit_lines;

create table order_edits_by_key (
    store_id bigint not null,
    order_id bigint not null,
    edit_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    committed_at ms_int not null,
    primary key (store_id, order_id, edit_id)
) without rowid;
insert into order_edits_by_key
select
    store_id, order_id, edit_id, updated_at, triggered_at, completeness, content_hash,
    committed_at
from order_edits;
drop table order_edits;
alter table order_edits_by_key rename to order_edits;

create table order_lines_by_key (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    line_item_id bigint not null,
    product_id bigint,
    variant_id bigint,
    title text not null,
    sku text,
    vendor text,
    quantity bigint not null,
    current_quantity bigint,
    price bigint not null,
    discount bigint not null,
    tax bigint not null,
    tax_rate_ppm bigint not null,
    gift_card bigint not null,
    tip bigint not null default 0,
    tax_lines json_text not null default '[]',
    discount_allocations json_text not null default '[]',
    primary key (store_id, order_id, position)
) without rowid;
insert into order_lines_by_key
select
    store_id, order_id, position, line_item_id, product_id, variant_id, title, sku, vendor,
    quantity, current_quantity, price, discount, tax, tax_rate_ppm, gift_card, tip, tax_lines,
    discount_allocations
from order_lines;
drop table order_lines;
alter table order_lines_by_key rename to order_lines;

create table order_shipping_lines_by_key (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    price bigint not null,
    discount bigint not null,
    tax bigint not null,
    tax_rate_ppm bigint not null default 0,
    primary key (store_id, order_id, position)
) without rowid;
insert into order_shipping_lines_by_key
select
    store_id, order_id, position, price, discount, tax, tax_rate_ppm
from order_shipping_lines;
drop table order_shipping_lines;
alter table order_shipping_lines_by_key rename to order_shipping_lines;

create table orders_by_key (
    store_id bigint not null,
    order_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    name text not null,
    happened_at ms_int not null,
    created_at ms_int not null,
    cancelled_at ms_int,
    day bigint not null,
    test bigint not null,
    taxes_included bigint not null,
    financial_status text not null,
    fulfillment_status text,
    channel text,
    country_code text,
    email text,
    total_price bigint not null,
    total_tax bigint not null,
    tip bigint not null,
    customer_id bigint,
    counted bigint not null,
    told_customer_id bigint,
    standing bigint not null default 0,
    referrer text,
    checkout_token text,
    discount_codes json_text not null default '[]',
    gateways json_text not null default '[]',
    primary key (store_id, order_id)
) without rowid;
insert into orders_by_key
select
    store_id, order_id, updated_at, triggered_at, completeness, content_hash, name, happened_at,
    created_at, cancelled_at, day, test, taxes_included, financial_status, fulfillment_status,
    channel, country_code, email, total_price, total_tax, tip, customer_id, counted,
    told_customer_id, standing, referrer, checkout_token, discount_codes, gateways
from orders;
drop table orders;
alter table orders_by_key rename to orders;
create index orders_by_checkout_token
    on orders (store_id, checkout_token) where checkout_token is not null;
create index orders_by_customer on orders (store_id, customer_id, happened_at, order_id);
create index orders_by_day on orders (store_id, day, order_id);

create table products_by_key (
    store_id bigint not null,
    product_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    title text not null,
    vendor text not null,
    product_type text not null,
    handle text not null,
    status text not null,
    created_at ms_int,
    primary key (store_id, product_id)
) without rowid;
insert into products_by_key
select
    store_id, product_id, updated_at, triggered_at, completeness, content_hash, title, vendor,
    product_type, handle, status, created_at
from products;
drop table products;
alter table products_by_key rename to products;

create table refund_adjustments_by_key (
    store_id bigint not null,
    order_id bigint not null,
    origin bigint not null,
    refund_id bigint not null,
    position bigint not null,
    kind bigint not null,
    amount bigint not null,
    tax bigint not null,
    primary key (store_id, order_id, origin, refund_id, position)
) without rowid;
insert into refund_adjustments_by_key
select
    store_id, order_id, origin, refund_id, position, kind, amount, tax
from refund_adjustments;
drop table refund_adjustments;
alter table refund_adjustments_by_key rename to refund_adjustments;

create table refund_lines_by_key (
    store_id bigint not null,
    order_id bigint not null,
    origin bigint not null,
    refund_id bigint not null,
    position bigint not null,
    line_item_id bigint not null,
    quantity bigint not null,
    subtotal bigint not null,
    tax bigint not null,
    primary key (store_id, order_id, origin, refund_id, position)
) without rowid;
insert into refund_lines_by_key
select
    store_id, order_id, origin, refund_id, position, line_item_id, quantity, subtotal, tax
from refund_lines;
drop table refund_lines;
alter table refund_lines_by_key rename to refund_lines;

create table refunds_by_key (
    store_id bigint not null,
    order_id bigint not null,
    origin bigint not null,
    refund_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    content_hash bigint not null,
    happened_at ms_int not null,
    transactions json_text not null default '[]',
    primary key (store_id, order_id, origin, refund_id)
) without rowid;
insert into refunds_by_key
select
    store_id, order_id, origin, refund_id, updated_at, triggered_at, content_hash, happened_at,
    transactions
from refunds;
drop table refunds;
alter table refunds_by_key rename to refunds;

create table tombstones_by_key (
    store_id bigint not null,
    kind bigint not null,
    object_id sorted_text not null,
    primary key (store_id, kind, object_id)
) without rowid;
insert into tombstones_by_key
select
    store_id, kind, object_id
from tombstones;
drop table tombstones;
alter table tombstones_by_key rename to tombstones;

create table variants_by_key (
    store_id bigint not null,
    product_id bigint not null,
    variant_id bigint not null,
    title text not null,
    sku text,
    price bigint not null,
    position bigint not null,
    primary key (store_id, product_id, variant_id)
) without rowid;
insert into variants_by_key
select
    store_id, product_id, variant_id, title, sku, price, position
from variants;
drop table variants;
alter table variants_by_key rename to variants;
create index variants_by_id on variants (store_id, variant_id);
