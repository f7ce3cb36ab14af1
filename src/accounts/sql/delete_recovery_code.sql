-- A recovery code was used.
-- param user_id bigint
-- param code_hash bytes
delete from recovery_codes
where user_id = :user_id and code_hash = :code_hash
