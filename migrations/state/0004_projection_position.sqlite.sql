-- How far the one log of the embedded database is projected; moves in the transaction of its
-- effect. Nodes on PostgreSQL mark the deliveries themselves instead.
create table projection_position (
    log bigint not null primary key,
    delivery_id bigint not null
);
insert into projection_position (log, delivery_id) values (1, 0);
