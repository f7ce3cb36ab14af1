-- The first day of a range that has sums under a value of a dimension.
-- param store_id bigint
-- param dimension bigint
-- param value text
-- param first_day bigint
-- param last_day bigint
-- returns day bigint
select day
from rollups
where store_id = :store_id and dimension = :dimension and value = :value
    and day between :first_day and :last_day
order by day
limit 1
