-- A new account; its e-mail address is in lower case.
-- param user_id bigint
-- param email text
-- param name text
-- param password_hash text
-- param is_operator bigint
-- param created_at bigint
insert into users (
    user_id, email, name, password_hash, is_operator, created_at
) values (
    :user_id, :email, :name, :password_hash, :is_operator, :created_at
)
