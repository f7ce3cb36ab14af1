-- A shop took the program off; none changed where it had already.
-- param store_id bigint
update stores
set state = 'uninstalled'
where store_id = :store_id and state <> 'uninstalled'
