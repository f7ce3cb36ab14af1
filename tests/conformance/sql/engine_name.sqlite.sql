-- Which engine this is.
-- returns name text
select 'sqlite' as name
