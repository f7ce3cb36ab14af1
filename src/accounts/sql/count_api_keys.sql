-- How many keys a person has.
-- param user_id bigint
-- returns keys bigint
select cast(count(*) as bigint) as keys
from api_keys
where user_id = :user_id
