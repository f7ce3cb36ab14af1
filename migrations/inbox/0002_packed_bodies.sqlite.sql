-- Bodies move out of the log into a table of their own, packed with their headers, and go before
-- the log's rows do. A key is a digest of (topic, webhook id); keys of before cannot be turned into
-- digests here and are forgotten: what comes again across this step is stored twice, and does to no
-- figure anything twice.
alter table deliveries rename to former_deliveries;
drop index deliveries_by_store;

-- store_id 0: a shop that is not connected; such a delivery has no body.
create table deliveries (
    store_id bigint not null,
    delivery_id bigint not null,
    topic text not null,
    webhook_id text not null,
    event_id text,
    api_version text,
    triggered_at ms_int,
    received_at ms_int not null,
    signed_by text not null,
    id_reused bigint not null,
    bytes bigint not null,
    headers_bytes bigint not null,
    body_sha256 body_blob not null,
    primary key (store_id, delivery_id)
) without rowid;

create table delivery_bodies (
    delivery_id integer not null primary key,
    store_id bigint not null,
    encoding text not null,
    content body_blob not null
);

insert into deliveries (
    store_id, delivery_id, topic, webhook_id, event_id, api_version, triggered_at, received_at,
    signed_by, id_reused, bytes, headers_bytes, body_sha256
)
select
    store_id, delivery_id, topic, webhook_id, event_id, api_version, triggered_at, received_at,
    'current', id_reused, length(body), 0, body_sha256
from former_deliveries;

insert into delivery_bodies (delivery_id, store_id, encoding, content)
select delivery_id, store_id, 'plain', body
from former_deliveries;

-- The next id, in one row; ids are never used twice.
create table delivery_ids (next_id bigint not null);
insert into delivery_ids (next_id)
select coalesce(max(delivery_id), 0) + 1
from former_deliveries;
drop table former_deliveries;

drop table delivery_keys;
create table delivery_keys (
    store_id bigint not null,
    key_digest body_blob not null,
    body_digest body_blob not null,
    primary key (store_id, key_digest)
) without rowid;
