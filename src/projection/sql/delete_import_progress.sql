-- An import is done: nothing is left to resume.
-- param store_id bigint
-- param source text
delete from imports
where store_id = :store_id and source = :source
