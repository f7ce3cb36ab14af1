-- Sums change often: room beside them keeps a change on its page.
alter table rollups set (fillfactor = 80);
alter table customer_days set (fillfactor = 90);
alter table repeat_orders set (fillfactor = 80);

-- Sums by month go: what a customer has in a range is the sum of its days, which lie together.
drop table customer_months;

-- By which count of the store's changes (store_versions) sums of customers on a day last changed.
create table changed_days (
    store_id bigint not null,
    day bigint not null,
    changes bigint not null,
    primary key (store_id, day)
);

-- How many customers are known.
alter table store_versions add column customers bigint not null default 0;
update store_versions
set customers = (select count(*) from customers c where c.store_id = store_versions.store_id);
