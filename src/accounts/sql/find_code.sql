-- The code that is good for a purpose and an address.
-- param purpose text
-- param address text
-- param now bigint
-- returns flow_id bigint, salt bytes, code_hash bytes, tries_left bigint
select flow_id, salt, code_hash, tries_left
from codes
where purpose = :purpose and address = :address and tries_left > 0 and expires_at > :now
