-- Grows with each change of any store, in the transaction of the change: what was read under
-- another number may be outdated, on whichever node. One row.
create table store_changes (generation bigint not null);
insert into store_changes (generation) values (1);
