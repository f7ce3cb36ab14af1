-- Of a deleted store, by which rules its sums were made: one row.
-- param store_id bigint
-- param limit bigint
delete from ledger_versions
where store_id = :store_id and :limit > 0
