-- Who has an account, as others are told.
-- param user_id bigint
-- returns email text, name text
select email, name
from users
where user_id = :user_id
