-- Takes a row away that its deltas brought to nothing: rows that are all zero do not exist.
-- param store_id bigint
-- param customer_id bigint
-- param day bigint
-- batch
delete from customer_days
where (store_id, customer_id, day) in (values (:store_id, :customer_id, :day))
    and orders = 0
    and net_sales = 0
    and total_sales = 0
