-- How many own a store besides somebody.
-- param store_id bigint
-- param user_id bigint
-- returns owners bigint
select cast(count(*) as bigint) as owners
from members
where store_id = :store_id and role = 'owner' and user_id <> :user_id
