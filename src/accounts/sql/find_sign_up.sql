-- What was asked for with an address and waits for its code.
-- param address text
-- param now bigint
-- returns flow_id bigint, name text, password_hash text, invited bigint
select flow_id, name, password_hash, invited
from sign_ups
where address = :address and expires_at > :now
