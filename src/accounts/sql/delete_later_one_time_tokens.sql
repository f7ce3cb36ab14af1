-- What was given to a person for a purpose after something that expires at `expires_at`.
-- param user_id bigint
-- param purpose text
-- param expires_at bigint
delete from one_time_tokens
where user_id = :user_id and purpose = :purpose and expires_at > :expires_at
