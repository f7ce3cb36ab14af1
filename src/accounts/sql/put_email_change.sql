-- A person asks for another address; what they asked for before is replaced.
-- param user_id bigint
-- param flow_id bigint
-- param address text
-- param expires_at bigint
insert into email_changes (user_id, flow_id, address, expires_at)
values (:user_id, :flow_id, :address, :expires_at)
on conflict (user_id) do update
set flow_id = excluded.flow_id, address = excluded.address, expires_at = excluded.expires_at
