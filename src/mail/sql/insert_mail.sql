-- A mail to be sent, due at once.
-- param mail_id bigint
-- param kind text
-- param sealed bytes
-- param due_at bigint
-- param expires_at bigint
insert into mails (mail_id, kind, sealed, attempts, due_at, expires_at)
values (:mail_id, :kind, :sealed, 0, :due_at, :expires_at)
