-- What a member may.
-- param store_id bigint
-- param user_id bigint
-- param role text
-- param sees_personal_data bigint
update members
set role = :role, sees_personal_data = :sees_personal_data
where store_id = :store_id and user_id = :user_id
