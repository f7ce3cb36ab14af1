-- The migrations of a set that this database has had, in their order.
-- param set_name text
-- returns version bigint, name text, checksum text
select version, name, checksum
from schema_migrations
where set_name = :set_name
order by version
