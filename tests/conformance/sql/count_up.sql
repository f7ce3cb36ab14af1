-- The numbers from 1 to :last.
-- param last bigint
-- returns number bigint
with recursive numbers (number) as (
    select cast(1 as bigint)
    union all
    select number + 1 from numbers where number < :last
)
select number from numbers
