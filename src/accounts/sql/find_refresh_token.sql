-- A refresh token of a living session.
-- param token_hash bytes
-- param now bigint
-- returns session_id bigint, user_id bigint, created_at bigint, used_at bigint null,
--     nonce bytes null
select t.session_id, s.user_id, s.created_at, t.used_at, t.nonce
from refresh_tokens t
join sessions s on s.session_id = t.session_id
where t.token_hash = :token_hash and s.expires_at > :now
