-- The change is done or no longer wanted.
-- param user_id bigint
delete from email_changes
where user_id = :user_id
