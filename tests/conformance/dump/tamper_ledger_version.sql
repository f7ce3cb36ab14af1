-- Forgets by which rules the sums of a store were made.
-- param store_id bigint
delete from ledger_versions
where store_id = :store_id
