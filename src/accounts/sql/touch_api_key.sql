-- Whether a person has a key still; who takes it back at the same time comes before or after.
-- param user_id bigint
-- param api_key_id bigint
update api_keys
set name = name
where user_id = :user_id and api_key_id = :api_key_id
