-- Every account, by e-mail address.
-- returns user_id bigint, email text, name text, is_operator bigint, created_at bigint
select user_id, email, name, is_operator, created_at
from users
order by email
