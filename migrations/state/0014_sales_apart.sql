-- Most sales lie on the day of their order, by which they are found; only the others need an index
-- of their own.
alter table sales add column apart bigint not null default 0;  -- 1: its day is not its order's
update sales set apart = 1
where day <> (
    select o.day
    from orders o
    where o.store_id = sales.store_id and o.order_id = sales.order_id
);
drop index sales_by_day;
create index sales_apart_by_day on sales (store_id, day, order_id) where apart = 1;
