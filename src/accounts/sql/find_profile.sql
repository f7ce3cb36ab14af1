-- A person as they see themselves.
-- param user_id bigint
-- returns user_id bigint, email text, name text, locale text, time_zone text null, theme text,
--     is_operator bigint, created_at bigint, second_factor bigint
select
    u.user_id, u.email, u.name, u.locale, u.time_zone, u.theme, u.is_operator, u.created_at,
    cast(case when f.confirmed_at is null then 0 else 1 end as bigint) as second_factor
from users u
left join second_factors f on f.user_id = u.user_id
where u.user_id = :user_id
