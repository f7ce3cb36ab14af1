-- Deliveries that somebody asked to have projected again; gone in the transaction of their effect.
create table delivery_replays (
    store_id bigint not null,
    delivery_id bigint not null,
    asked_at ms_int not null,
    primary key (store_id, delivery_id)
);

-- The few of a state are found without a look at the others.
create index delivery_outcomes_by_state on delivery_outcomes (store_id, state, delivery_id);
