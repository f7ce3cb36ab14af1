-- The first code was entered.
-- param user_id bigint
-- param now bigint
update second_factors
set confirmed_at = :now
where user_id = :user_id
