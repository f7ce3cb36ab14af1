-- The first and the last day with sums of customers.
-- param store_id bigint
-- returns first_day bigint null, last_day bigint null
select
    (select min(day) from customer_days where store_id = :store_id) as first_day,
    (select max(day) from customer_days where store_id = :store_id) as last_day
