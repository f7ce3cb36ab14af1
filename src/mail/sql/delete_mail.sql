-- A mail is done with.
-- param mail_id bigint
delete from mails
where mail_id = :mail_id
