-- A person signs in with the password alone again.
-- param user_id bigint
delete from second_factors
where user_id = :user_id
