-- How many lines of a source an unfinished import has done.
-- param store_id bigint
-- param source text
-- returns lines bigint
select lines
from imports
where store_id = :store_id and source = :source
