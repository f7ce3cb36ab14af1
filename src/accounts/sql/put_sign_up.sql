-- Somebody asks for an account; what was asked for with the same address before is replaced.
-- param address text
-- param flow_id bigint
-- param name text
-- param password_hash text
-- param invited bigint
-- param expires_at bigint
insert into sign_ups (address, flow_id, name, password_hash, invited, expires_at)
values (:address, :flow_id, :name, :password_hash, :invited, :expires_at)
on conflict (address) do update
set flow_id = excluded.flow_id, name = excluded.name, password_hash = excluded.password_hash,
    invited = excluded.invited, expires_at = excluded.expires_at
