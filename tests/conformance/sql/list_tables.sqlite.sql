-- The tables that there are.
-- returns name text
select name from sqlite_master where type = 'table' order by name
