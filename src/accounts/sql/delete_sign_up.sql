-- The account was made.
-- param address text
delete from sign_ups
where address = :address
