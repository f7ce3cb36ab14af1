-- A session was used: from where, and until when it now lives.
-- param session_id bigint
-- param device text
-- param address text
-- param now bigint
-- param expires_at bigint
update sessions
set device = :device, address = :address, last_used_at = :now, expires_at = :expires_at
where session_id = :session_id
