-- The first of `count` ids in a row that nothing else will have; at most 1,024.
-- param count bigint
-- returns first_id bigint
select nextval('delivery_ids') as first_id
where :count <= 1024
