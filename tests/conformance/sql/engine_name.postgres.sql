-- Which engine this is.
-- returns name text
select 'postgres' as name
