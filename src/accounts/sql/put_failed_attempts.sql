-- Counts an attempt as failed until it is known that it was not.
-- param subject bytes
-- param failures bigint
-- param blocked_until bigint
-- param now bigint
insert into failed_attempts (subject, failures, blocked_until, last_at)
values (:subject, :failures, :blocked_until, :now)
on conflict (subject) do update
set failures = excluded.failures, blocked_until = excluded.blocked_until,
    last_at = excluded.last_at
