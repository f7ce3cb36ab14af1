-- How many checkouts were created from `since` to before `until`, and of those how many have each
-- outcome, as commerce/checkout_outcome.hpp has it. Read from an index alone.
-- param store_id bigint
-- param since bigint
-- param until bigint
-- param now bigint
-- param late_after_ms bigint
-- returns started bigint, completed bigint, abandoned bigint, recovered bigint
-- batch
select
    count(*) as started,
    count(coalesce(completed_at, ordered_at)) as completed,
    count(*) filter (
        where reachable = 1
            and coalesce(completed_at, ordered_at, :now) - created_at > :late_after_ms
    ) as abandoned,
    count(*) filter (
        where reachable = 1
            and coalesce(completed_at, ordered_at) - created_at > :late_after_ms
    ) as recovered
from checkouts
where store_id = :store_id and created_at >= :since and created_at < :until
