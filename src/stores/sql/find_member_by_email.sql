-- The member of a store with an e-mail address.
-- param store_id bigint
-- param email text
-- returns user_id bigint
select m.user_id
from users u
join members m on m.user_id = u.user_id
where u.email = :email and m.store_id = :store_id
