-- A device that has signed in.
-- param session_id bigint
-- param user_id bigint
-- param device text
-- param address text
-- param now bigint
-- param expires_at bigint
insert into sessions (
    session_id, user_id, device, address, created_at, last_used_at, expires_at
) values (
    :session_id, :user_id, :device, :address, :now, :now, :expires_at
)
