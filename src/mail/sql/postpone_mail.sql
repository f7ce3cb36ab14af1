-- When a mail is to be tried again, unless another attempt has begun.
-- param mail_id bigint
-- param attempts bigint
-- param due_at bigint
update mails
set due_at = :due_at
where mail_id = :mail_id and attempts = :attempts
