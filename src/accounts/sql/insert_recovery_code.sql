-- A recovery code, as its hash.
-- param user_id bigint
-- param code_hash bytes
insert into recovery_codes (user_id, code_hash) values (:user_id, :code_hash)
