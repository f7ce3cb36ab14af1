-- How many wait to be accepted, or to be forgotten.
-- param store_id bigint
-- returns invitations bigint
select cast(count(*) as bigint) as invitations
from invitations
where store_id = :store_id
