-- Replaces the password of an account.
-- param user_id bigint
-- param password_hash text
update users
set password_hash = :password_hash
where user_id = :user_id
