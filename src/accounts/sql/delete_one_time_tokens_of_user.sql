-- What was given to a person for a purpose is good no more.
-- param user_id bigint
-- param purpose text
delete from one_time_tokens
where user_id = :user_id and purpose = :purpose
