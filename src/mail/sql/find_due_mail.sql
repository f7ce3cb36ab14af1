-- The mail that has been due for longest.
-- param now bigint
-- returns mail_id bigint, kind text, sealed bytes, attempts bigint, due_at bigint,
--     expires_at bigint
select mail_id, kind, sealed, attempts, due_at, expires_at
from mails
where due_at <= :now
order by due_at, mail_id
limit 1
