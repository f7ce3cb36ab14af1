-- The account with an e-mail address (in lower case).
-- param email text
-- returns user_id bigint, email text, name text, password_hash text, is_operator bigint,
--     created_at bigint
select user_id, email, name, password_hash, is_operator, created_at
from users
where email = :email
