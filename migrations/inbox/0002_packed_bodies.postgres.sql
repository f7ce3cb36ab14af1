-- Bodies move out of the log into a table of their own, packed with their headers, and go before
-- the log's rows do. A key is a digest of (topic, webhook id); keys of before are forgotten: what
-- comes again across this step is stored twice, and does to no figure anything twice.
-- store_id 0: a shop that is not connected; such a delivery has no body.
create table delivery_bodies (
    store_id bigint not null,
    delivery_id bigint not null,
    encoding text not null,
    content body_blob not null,
    primary key (store_id, delivery_id)
);
alter table delivery_bodies alter column content set storage external;

insert into delivery_bodies (store_id, delivery_id, encoding, content)
select store_id, delivery_id, 'plain', body
from deliveries;

alter table deliveries add column signed_by text not null default 'current';
alter table deliveries add column bytes bigint not null default 0;
alter table deliveries add column headers_bytes bigint not null default 0;
update deliveries set bytes = length(body);
alter table deliveries alter column signed_by drop default;
alter table deliveries alter column bytes drop default;
alter table deliveries alter column headers_bytes drop default;
alter table deliveries drop column body;
alter table deliveries alter column delivery_id drop identity;

-- Ids are taken in blocks of 1,024, one a commit.
create sequence delivery_ids as bigint increment by 1024;
select setval('delivery_ids', coalesce(max(delivery_id), 0) + 1024)
from deliveries;

drop table delivery_keys;
create table delivery_keys (
    store_id bigint not null,
    key_digest body_blob not null,
    body_digest body_blob not null,
    primary key (store_id, key_digest)
);
