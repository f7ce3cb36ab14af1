-- How many recovery codes a person has left.
-- param user_id bigint
-- returns codes_left bigint
select count(*) as codes_left
from recovery_codes
where user_id = :user_id
