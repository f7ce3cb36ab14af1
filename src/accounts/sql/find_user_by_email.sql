-- The account with an e-mail address (in lower case).
-- param email text
-- returns user_id bigint
select user_id
from users
where email = :email
