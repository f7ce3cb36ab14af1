-- Whether a store is shown only to members who sign in with a second factor.
alter table stores add column second_factor_required bigint not null default 0;
