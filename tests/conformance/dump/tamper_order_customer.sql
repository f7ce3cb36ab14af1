-- Makes orders those of nobody.
-- param store_id bigint
update orders
set customer_id = null
where store_id = :store_id and customer_id = 7
