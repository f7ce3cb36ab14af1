-- There is no server.
-- returns ended bigint
select 0 as ended
