-- A link or a ticket, kept as the hash of its text.
-- param token_hash bytes
-- param purpose text
-- param user_id bigint
-- param detail text
-- param expires_at bigint
insert into one_time_tokens (token_hash, purpose, user_id, detail, expires_at)
values (:token_hash, :purpose, :user_id, :detail, :expires_at)
