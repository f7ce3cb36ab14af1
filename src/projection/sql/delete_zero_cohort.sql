-- Takes a row away that its deltas brought to nothing: rows that are all zero do not exist.
-- param store_id bigint
-- param first_month bigint
-- param month bigint
-- batch
delete from cohorts
where (store_id, first_month, month) in (values (:store_id, :first_month, :month))
    and customers = 0
