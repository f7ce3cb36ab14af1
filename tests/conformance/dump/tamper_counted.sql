-- Makes orders count that do not, and the other way round.
-- param store_id bigint
update orders
set counted = 1 - counted
where store_id = :store_id
