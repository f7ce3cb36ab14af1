-- Touches the owners of a store: of two transactions that do, one waits for the other.
-- param store_id bigint
update members
set role = 'owner'
where store_id = :store_id and role = 'owner'
