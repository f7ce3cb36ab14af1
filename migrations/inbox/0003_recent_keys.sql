-- Up to which delivery the keys are in their table; how many lots of them went there, and how many
-- keys of the one that is on its way (intake/recent_keys.hpp). One row. On PostgreSQL each key goes
-- to the table at once, and the row says no more than where that began.
create table delivery_key_progress (
    merged bigint not null,
    lots bigint not null,
    moved bigint not null
);
insert into delivery_key_progress (merged, lots, moved)
select coalesce(max(delivery_id), 0), 0, 0 from deliveries;
