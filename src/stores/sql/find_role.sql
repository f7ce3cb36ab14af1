-- The role of a person in a store, and whether personal data is shown to them.
-- param store_id bigint
-- param user_id bigint
-- returns role text, sees_personal_data bigint
select role, sees_personal_data
from members
where store_id = :store_id and user_id = :user_id
