-- What a customer's rows of a month come to.
-- param store_id bigint
-- param customer_id bigint
-- param month bigint
-- param orders bigint
-- param net_sales bigint
-- param total_sales bigint
-- batch
insert into customer_months (store_id, customer_id, month, orders, net_sales, total_sales)
values (:store_id, :customer_id, :month, :orders, :net_sales, :total_sales)
