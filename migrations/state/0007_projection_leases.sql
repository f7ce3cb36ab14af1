-- Who projects: stores are grouped in 64 partitions (store_id mod 64), each with a row. `holder` is
-- the random id of a process, 0 is nobody; `fence` grows with every change of holder. `expires_at`
-- is by the database's clock; on the embedded database, which has one process, it means nothing.
create table projection_leases (
    partition bigint not null primary key,
    holder bigint not null,
    fence bigint not null,
    expires_at ms_int not null
);
insert into projection_leases (partition, holder, fence, expires_at)
with recursive numbers (number) as (
    select 0
    union all
    select number + 1 from numbers where number < 63
)
select number, 0, 0, 0
from numbers;

-- How many processes began to project a delivery, counted before they do: kept only of deliveries
-- that were near when a process ended in the middle of its work.
create table delivery_attempts (
    store_id bigint not null,
    delivery_id bigint not null,
    attempts bigint not null,
    holder bigint not null,
    primary key (store_id, delivery_id)
);
