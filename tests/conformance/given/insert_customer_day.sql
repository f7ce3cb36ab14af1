-- What a customer's rows of a day come to.
-- param store_id bigint
-- param customer_id bigint
-- param day bigint
-- param orders bigint
-- param net_sales bigint
-- param total_sales bigint
-- batch
insert into customer_days (store_id, customer_id, day, orders, net_sales, total_sales)
values (:store_id, :customer_id, :day, :orders, :net_sales, :total_sales)
