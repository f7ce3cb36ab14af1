-- A code was entered; neither it nor an earlier one is taken again.
-- param user_id bigint
-- param step bigint
update second_factors
set last_step = :step
where user_id = :user_id and last_step < :step
