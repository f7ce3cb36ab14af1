-- How many customers of the store are counted as known, and how many there are.
-- param store_id bigint
-- returns stored bigint, made bigint
select
    coalesce((select customers from store_versions where store_id = :store_id), 0) as stored,
    (select count(*) from customers where store_id = :store_id) as made
