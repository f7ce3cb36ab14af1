-- Marks a token of a living session as used, unless it is already: of all who come with it at once,
-- one changes a row.
-- param token_hash bytes
-- param nonce bytes
-- param now bigint
update refresh_tokens
set used_at = :now, nonce = :nonce
where token_hash = :token_hash
  and used_at is null
  and exists (
      select 1
      from sessions s
      where s.session_id = refresh_tokens.session_id and s.expires_at > :now
  )
