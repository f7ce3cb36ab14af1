-- A table as the product's are: the tenant first in the key, no booleans, no serials.
create table notes (
    store_id ms_int not null,
    id ms_int not null,
    amount ms_int not null default 0,
    title text not null default '',
    note json_text,
    body body_blob,
    primary key (store_id, id),
    constraint amount_is_small check (amount < 1000000)
);
create index notes_by_amount on notes (store_id, amount desc, id);
