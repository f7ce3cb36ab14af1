-- The tables that hold rows of stores.
-- returns name text
select cast(c.relname as text) as name
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where a.attname = 'store_id' and not a.attisdropped
    and c.relkind in ('r', 'p') and n.nspname = 'public'
order by c.relname
