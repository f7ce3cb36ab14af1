-- The code that was mailed for a purpose to an address; an earlier one is good no more.
-- param purpose text
-- param address text
-- param flow_id bigint
-- param salt bytes
-- param code_hash bytes
-- param tries_left bigint
-- param expires_at bigint
insert into codes (purpose, address, flow_id, salt, code_hash, tries_left, expires_at)
values (:purpose, :address, :flow_id, :salt, :code_hash, :tries_left, :expires_at)
on conflict (purpose, address) do update
set flow_id = excluded.flow_id, salt = excluded.salt, code_hash = excluded.code_hash,
    tries_left = excluded.tries_left, expires_at = excluded.expires_at
