-- What nobody confirmed in its time.
-- param now bigint
delete from email_changes
where expires_at <= :now
