-- An account's other address.
-- param user_id bigint
-- param email text
update users
set email = :email
where user_id = :user_id
