-- The log of deliveries: append-only but for `pending`, which falls in the transaction of a
-- delivery's effect. Ids do not commit in order here, so no position can stand for them.
create table deliveries (
    delivery_id bigint generated always as identity,
    store_id bigint not null,
    topic text not null,
    webhook_id text not null,
    event_id text,
    api_version text,
    triggered_at ms_int,
    received_at ms_int not null,
    id_reused bigint not null,
    body_sha256 body_blob not null,
    body body_blob not null,
    pending bigint not null default 1,
    primary key (store_id, delivery_id)
);
create index deliveries_pending on deliveries (store_id, delivery_id) where pending = 1;

create table delivery_keys (
    store_id bigint not null,
    topic text not null,
    webhook_id text not null,
    body_sha256 body_blob not null,
    received_at ms_int not null,
    primary key (store_id, topic, webhook_id, body_sha256)
);
