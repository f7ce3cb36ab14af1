-- How often something failed in a row, and until when it may not be tried.
-- param subject bytes
-- returns failures bigint, blocked_until bigint, last_at bigint
select failures, blocked_until, last_at
from failed_attempts
where subject = :subject
