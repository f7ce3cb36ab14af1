-- The log of deliveries: append-only, in order of their ids. Keys outlive bodies.
create table deliveries (
    delivery_id integer primary key autoincrement,
    store_id bigint not null,
    topic text not null,
    webhook_id text not null,
    event_id text,
    api_version text,
    triggered_at ms_int,
    received_at ms_int not null,
    id_reused bigint not null,
    body_sha256 body_blob not null,
    body body_blob not null
);
create index deliveries_by_store on deliveries (store_id, delivery_id);

create table delivery_keys (
    store_id bigint not null,
    topic text not null,
    webhook_id text not null,
    body_sha256 body_blob not null,
    received_at ms_int not null,
    primary key (store_id, topic, webhook_id, body_sha256)
) without rowid;
