-- Whether there is any account.
-- returns one bigint
select cast(1 as bigint) as one
from users
limit 1
