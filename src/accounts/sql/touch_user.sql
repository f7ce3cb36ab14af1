-- Transactions about one account follow one another: each that does this conflicts with the others.
-- param user_id bigint
update users
set name = name
where user_id = :user_id
