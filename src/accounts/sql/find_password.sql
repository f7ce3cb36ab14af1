-- The password and the address of an account.
-- param user_id bigint
-- returns email text, name text, password_hash text
select email, name, password_hash
from users
where user_id = :user_id
