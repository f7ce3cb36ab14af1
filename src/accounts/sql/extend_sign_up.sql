-- Another code was sent: there is time for it.
-- param address text
-- param expires_at bigint
update sign_ups
set expires_at = :expires_at
where address = :address
