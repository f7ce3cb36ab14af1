-- Makes months of a customer who has no orders.
-- param store_id bigint
insert into customer_months (
    store_id, customer_id, month, orders, net_sales, total_sales
) values (
    :store_id, 99, 1, 1, 1, 1
)
