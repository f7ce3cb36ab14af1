-- A refresh token of a session that has not been used.
-- param token_hash bytes
-- param session_id bigint
insert into refresh_tokens (token_hash, session_id) values (:token_hash, :session_id)
