-- Takes a row away that its deltas brought to nothing: rows that are all zero do not exist.
-- param store_id bigint
-- param grain bigint
-- param day_before bigint
-- param day bigint
-- batch
delete from repeat_orders
where (store_id, grain, day_before, day) in (values (:store_id, :grain, :day_before, :day))
    and orders = 0
