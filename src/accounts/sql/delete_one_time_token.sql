-- It was used.
-- param token_hash bytes
delete from one_time_tokens
where token_hash = :token_hash
