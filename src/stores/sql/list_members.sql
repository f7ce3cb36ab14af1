-- The members of a store, who came first at first: an order by address would tell of hidden ones.
-- param store_id bigint
-- returns user_id bigint, email text, name text, role text, sees_personal_data bigint,
--     joined_at bigint
select m.user_id, u.email, u.name, m.role, m.sees_personal_data, m.joined_at
from members m
join users u on u.user_id = m.user_id
where m.store_id = :store_id
order by m.joined_at, m.user_id
