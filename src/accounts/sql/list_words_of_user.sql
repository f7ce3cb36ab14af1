-- The names of the stores of a person, which their password should not be made of.
-- param user_id bigint
-- returns name text, domain text
select s.name, s.domain
from members m
join stores s on s.store_id = m.store_id
where m.user_id = :user_id
