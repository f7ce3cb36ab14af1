-- When an order was first told to be paid or fulfilled: the topic of a webhook says it, no field of
-- the order does. kind as commerce::Milestone::Kind.
create table order_milestones (
    store_id bigint not null,
    order_id bigint not null,
    kind bigint not null,
    reached_at ms_int not null,
    primary key (store_id, order_id, kind)
);
