-- A secret on trial; an earlier one on trial is replaced.
-- param user_id bigint
-- param secret bytes
insert into second_factors (user_id, secret, last_step)
values (:user_id, :secret, 0)
on conflict (user_id) do update
set secret = excluded.secret, last_step = 0
