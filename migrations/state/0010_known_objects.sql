-- All that is known of the stores' objects beside what the figures so far were made of. Versions
-- are as in 0002: updated_at, triggered_at (-1: not given), completeness, content_hash; of each
-- object the greatest snapshot is kept.

-- customer_id is from now on whom the aliases lead to, told_customer_id what the order says.
-- standing: 0 guest, 1 first, 2 repeat (ledger/rollup.hpp). customer_id, day, counted and standing
-- are made by the projection, everything else is as told.
alter table orders add column told_customer_id bigint;
update orders set told_customer_id = customer_id;
alter table orders add column standing bigint not null default 0;
alter table orders add column referrer text;
alter table orders add column checkout_token text;
alter table orders add column discount_codes json_text not null default '[]';
alter table orders add column gateways json_text not null default '[]';
create index orders_by_checkout_token on orders (store_id, checkout_token)
    where checkout_token is not null;

alter table order_lines add column tip bigint not null default 0;
alter table order_lines add column tax_lines json_text not null default '[]';
alter table order_lines add column discount_allocations json_text not null default '[]';
alter table order_shipping_lines add column tax_rate_ppm bigint not null default 0;
alter table refunds add column transactions json_text not null default '[]';

-- Duties (kind 1) and fees (kind 2) of an order.
create table order_charges (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    kind bigint not null,
    line_item_id bigint,
    price bigint not null,
    tax bigint not null,
    primary key (store_id, order_id, position)
);

-- Edits and Shopify's own ledger of an order may be known before the order is.
create table order_edits (
    store_id bigint not null,
    order_id bigint not null,
    edit_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    committed_at ms_int not null,
    primary key (store_id, order_id, edit_id)
);

-- kind: 1 units added, 2 units taken away.
create table order_edit_lines (
    store_id bigint not null,
    order_id bigint not null,
    edit_id bigint not null,
    position bigint not null,
    kind bigint not null,
    line_item_id bigint not null,
    units bigint not null,
    primary key (store_id, order_id, edit_id, position)
);

create table order_agreements (
    store_id bigint not null,
    order_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    primary key (store_id, order_id)
);

-- action and line_type as in 0003.
create table agreement_sales (
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
);

create table customer_addresses (
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
);

-- Customers that became part of others. Who stands here as merged is not among the customers.
create table customer_aliases (
    store_id bigint not null,
    merged_id bigint not null,
    kept_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    primary key (store_id, merged_id)
);
create index customer_aliases_by_kept on customer_aliases (store_id, kept_id);

create table products (
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
);

create table variants (
    store_id bigint not null,
    product_id bigint not null,
    variant_id bigint not null,
    title text not null,
    sku text,
    price bigint not null,
    position bigint not null,
    primary key (store_id, product_id, variant_id)
);
create index variants_by_id on variants (store_id, variant_id);

create table checkouts (
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
);
create index checkouts_by_creation on checkouts (store_id, created_at, token);

create table checkout_lines (
    store_id bigint not null,
    token sorted_text not null,
    position bigint not null,
    product_id bigint,
    variant_id bigint,
    title text not null,
    quantity bigint not null,
    price bigint not null,
    primary key (store_id, token, position)
);

-- What was deleted stays deleted, whatever comes later of it. kind: 1 order, 2 customer,
-- 3 product, 4 checkout (by its token).
create table tombstones (
    store_id bigint not null,
    kind bigint not null,
    object_id sorted_text not null,
    primary key (store_id, kind, object_id)
);

-- What a shop says of itself: the time zone of its greatest word. Where it says none, the store's
-- own counts.
create table shops (
    store_id bigint not null primary key,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    completeness bigint not null,
    content_hash bigint not null,
    timezone sorted_text not null
);
