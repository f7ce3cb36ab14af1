-- The server ends the connection that asks.
-- returns ended bigint
select cast(1 as bigint) as ended
from pg_terminate_backend(pg_backend_pid()) as ending, pg_sleep(10) as waited
where ending
