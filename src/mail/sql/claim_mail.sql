-- Sets ahead when a mail is due, unless somebody else did so since it was read.
-- param mail_id bigint
-- param due_at bigint
-- param claimed_until bigint
update mails
set due_at = :claimed_until, attempts = attempts + 1
where mail_id = :mail_id and due_at = :due_at
