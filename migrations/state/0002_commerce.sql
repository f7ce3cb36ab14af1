-- What the stores' objects are now: of each the greatest snapshot received (its version columns
-- are updated_at, triggered_at, completeness, content_hash). Money is in minor units of the
-- store's currency. A triggered_at that was not given is -1.
create table customers (
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
);

create table orders (
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
    primary key (store_id, order_id)
);
create index orders_by_day on orders (store_id, day, order_id);
create index orders_by_customer on orders (store_id, customer_id, happened_at, order_id);

create table order_lines (
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
    primary key (store_id, order_id, position)
);

create table order_shipping_lines (
    store_id bigint not null,
    order_id bigint not null,
    position bigint not null,
    price bigint not null,
    discount bigint not null,
    tax bigint not null,
    primary key (store_id, order_id, position)
);

-- A refund is known from its order (origin 0) or from its own webhook (origin 1); the order's copy
-- counts where it has one.
create table refunds (
    store_id bigint not null,
    order_id bigint not null,
    origin bigint not null,
    refund_id bigint not null,
    updated_at ms_int not null,
    triggered_at ms_int not null,
    content_hash bigint not null,
    happened_at ms_int not null,
    primary key (store_id, order_id, origin, refund_id)
);

create table refund_lines (
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
);

create table refund_adjustments (
    store_id bigint not null,
    order_id bigint not null,
    origin bigint not null,
    refund_id bigint not null,
    position bigint not null,
    kind bigint not null,
    amount bigint not null,
    tax bigint not null,
    primary key (store_id, order_id, origin, refund_id, position)
);
