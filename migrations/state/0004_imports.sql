-- How far an import came, so that it can be resumed; gone when it is done.
create table imports (
    store_id bigint not null,
    source text not null,
    lines bigint not null,
    updated_at ms_int not null,
    primary key (store_id, source)
);
