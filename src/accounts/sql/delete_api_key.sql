-- A key of a person lets nobody in any more.
-- param user_id bigint
-- param api_key_id bigint
delete from api_keys
where user_id = :user_id and api_key_id = :api_key_id
