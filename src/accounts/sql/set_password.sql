-- Replaces the password of an account.
-- param email text
-- param password_hash text
update users
set password_hash = :password_hash
where email = :email
