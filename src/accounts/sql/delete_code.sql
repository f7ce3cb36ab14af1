-- The code was entered.
-- param purpose text
-- param address text
delete from codes
where purpose = :purpose and address = :address
