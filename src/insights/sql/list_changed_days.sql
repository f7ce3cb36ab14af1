-- The days of a range on which sums of customers changed after a count of the store's changes.
-- param store_id bigint
-- param first_day bigint
-- param last_day bigint
-- param after_changes bigint
-- param limit bigint
-- returns day bigint
select day
from changed_days
where store_id = :store_id and day between :first_day and :last_day and changes > :after_changes
order by day
limit :limit
