-- Within a rectangle of a grain (ledger/timelines.hpp): the orders by the day of their customer's
-- order before and their own.
-- param store_id bigint
-- param grain bigint
-- param before_from bigint
-- param before_to bigint
-- param day_from bigint
-- param day_to bigint
-- returns orders bigint
-- batch
select cast(coalesce(sum(orders), 0) as bigint) as orders
from repeat_orders
where store_id = :store_id and grain = :grain and day_before between :before_from and :before_to
    and day between :day_from and :day_to
