-- Every text that is kept of accounts besides names and addresses.
-- returns content text
select password_hash as content from users
union all
select password_hash from sign_ups
union all
select detail from one_time_tokens
