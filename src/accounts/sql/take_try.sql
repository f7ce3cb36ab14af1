-- A wrong code was entered.
-- param purpose text
-- param address text
update codes
set tries_left = tries_left - 1
where purpose = :purpose and address = :address
