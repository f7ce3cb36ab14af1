-- The invitations of an address, to any store, that are not over and whose makers are members
-- still; with their roles.
-- param email text
-- param now bigint
-- returns role text, inviter_role text
select i.role, m.role as inviter_role
from invitations i
join members m on m.store_id = i.store_id and m.user_id = i.invited_by
where i.email = :email and i.expires_at > :now
