-- The role of a person in a store.
-- param store_id bigint
-- param user_id bigint
-- returns role text
select role
from members
where store_id = :store_id and user_id = :user_id
