-- Whose a link or a ticket is that is still good.
-- param token_hash bytes
-- param purpose text
-- param now bigint
-- returns user_id bigint, detail text, expires_at bigint
select user_id, detail, expires_at
from one_time_tokens
where token_hash = :token_hash and purpose = :purpose and expires_at > :now
