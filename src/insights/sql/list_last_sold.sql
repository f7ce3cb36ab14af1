-- The newest day in a range of days on which each value of a dimension was sold, or that of one.
-- param store_id bigint
-- param dimension bigint
-- param first_day bigint
-- param last_day bigint
-- param value text null
-- returns value text, day bigint
select value, max(day) as day
from rollups
where store_id = :store_id and dimension = :dimension and day between :first_day and :last_day
    and (units > 0 or gift_cards > 0) and (:value is null or value = :value)
group by value
