-- How often something was asked for since two instants, and when it was asked for last.
-- param subject bytes
-- param since_short bigint
-- param since_long bigint
-- returns in_short bigint, in_long bigint, last_at bigint null, oldest_short bigint null,
--     oldest_long bigint null
select
    count(*) filter (where asked_at > :since_short) as in_short,
    count(*) as in_long,
    max(asked_at) as last_at,
    min(asked_at) filter (where asked_at > :since_short) as oldest_short,
    min(asked_at) as oldest_long
from code_requests
where subject = :subject and asked_at > :since_long
