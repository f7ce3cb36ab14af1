-- Everybody else's request for an account: the first was made, and there is no other.
-- param address text
delete from sign_ups
where address <> :address
