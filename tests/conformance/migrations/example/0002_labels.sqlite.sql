-- Labels, in SQLite's words.
create table labels (
    store_id ms_int not null,
    label text not null collate binary,
    primary key (store_id, label)
) without rowid;
