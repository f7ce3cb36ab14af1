-- The first of `count` ids in a row that nothing else will have; at most 1,024.
-- param count bigint
-- returns first_id bigint
update delivery_ids
set next_id = next_id + :count
returning next_id - :count as first_id
