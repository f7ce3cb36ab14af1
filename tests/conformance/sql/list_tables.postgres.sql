-- The tables that there are.
-- returns name text
select tablename as name from pg_catalog.pg_tables where schemaname = 'public' order by tablename
