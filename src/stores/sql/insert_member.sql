-- Gives a person a role in a store.
-- param store_id bigint
-- param user_id bigint
-- param role text
-- param sees_personal_data bigint
-- param joined_at bigint
insert into members (
    store_id, user_id, role, sees_personal_data, joined_at
) values (
    :store_id, :user_id, :role, :sees_personal_data, :joined_at
)
