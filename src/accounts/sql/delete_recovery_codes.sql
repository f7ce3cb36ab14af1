-- A person's recovery codes are good no more.
-- param user_id bigint
delete from recovery_codes
where user_id = :user_id
