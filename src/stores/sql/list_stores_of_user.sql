-- The stores a person is a member of, with the role, by name.
-- param user_id bigint
-- returns store_id bigint, domain text, name text, currency text, timezone text, state text,
--     connected_at bigint, body_retention_days bigint, second_factor_required bigint,
--     role text, sees_personal_data bigint
select
    s.store_id, s.domain, s.name, s.currency, s.timezone, s.state, s.connected_at,
    s.body_retention_days, s.second_factor_required, m.role, m.sees_personal_data
from members m
join stores s on s.store_id = m.store_id
where m.user_id = :user_id
order by s.name, s.store_id
