-- Makes checkouts forget their orders, and have some that they do not have.
-- param store_id bigint
update checkouts
set ordered_at = case when ordered_at is null then 7 end
where store_id = :store_id
