-- Of a deleted store, what the shop says of itself: one row.
-- param store_id bigint
-- param limit bigint
delete from shops
where store_id = :store_id and :limit > 0
