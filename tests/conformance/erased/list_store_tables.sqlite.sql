-- The tables that hold rows of stores.
-- returns name text
select m.name
from sqlite_master m
join pragma_table_info(m.name) c on c.name = 'store_id'
where m.type = 'table'
order by m.name
