-- Labels, in PostgreSQL's words.
create table labels (
    store_id ms_int not null,
    label text collate "C" not null,
    primary key (store_id, label)
);
