-- How long a store's deliveries keep their bodies.
alter table stores add column body_retention_days bigint not null default 30;
