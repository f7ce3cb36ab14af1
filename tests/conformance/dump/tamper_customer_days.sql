-- Makes customers' days better than they were.
-- param store_id bigint
update customer_days
set net_sales = net_sales + 1
where store_id = :store_id
