-- Of a table sorted by (store_id, id) SQLite takes a store for as few rows as one of the store's
-- days, and reads all of it. These say how it is with large stores; they are never measured,
-- so a plan is the same everywhere. Each: rows, then rows that are alike in the first column,
-- in the first two, and so on. By customer: as many as have none.
analyze;
delete from sqlite_stat1;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('orders', 'orders', '1000000 10000 1'),
    ('orders', 'orders_by_checkout_token', '100000 1000 1'),
    ('orders', 'orders_by_customer', '1000000 10000 2000 1 1'),
    ('orders', 'orders_by_day', '1000000 10000 20 1'),
    ('orders', 'orders_by_time', '1000000 10000 2 1'),
    ('orders', 'orders_by_price', '1000000 10000 20 1'),
    ('orders', 'orders_by_name', '1000000 10000 1 1'),
    ('orders', 'orders_by_guest', '100000 1000 2 1'),
    ('sales', 'sales', '4000000 40000 4 1'),
    ('sales', 'sales_apart_by_day', '400000 4000 8 2'),
    ('variants', 'variants', '100000 1000 4 1'),
    ('variants', 'variants_by_id', '100000 1000 1'),
    ('customer_aliases', 'customer_aliases', '10000 100 1'),
    ('customer_aliases', 'customer_aliases_by_kept', '10000 100 2');
