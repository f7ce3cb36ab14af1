-- Those that nobody accepted in time.
-- param now bigint
delete from invitations
where expires_at <= :now
