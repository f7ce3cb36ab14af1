-- A person's secret, sealed, on trial or confirmed.
-- param user_id bigint
-- returns secret bytes, confirmed_at bigint null, last_step bigint
select secret, confirmed_at, last_step
from second_factors
where user_id = :user_id
