-- Stores that were deleted and of which something may still be there. Such a store has no row in
-- stores; everything else of it goes in steps, this row last.
create table erasures (
    store_id bigint not null primary key,
    asked_at ms_int not null
);
