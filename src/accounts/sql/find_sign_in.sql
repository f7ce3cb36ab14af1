-- What signing in needs to know of the account with an address.
-- param email text
-- returns user_id bigint, password_hash text, name text, second_factor bigint
select
    u.user_id, u.password_hash, u.name,
    cast(case when f.confirmed_at is null then 0 else 1 end as bigint) as second_factor
from users u
left join second_factors f on f.user_id = u.user_id
where u.email = :email
