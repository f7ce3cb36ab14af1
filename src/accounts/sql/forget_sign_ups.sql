-- What nobody finished in its time.
-- param now bigint
delete from sign_ups
where expires_at <= :now
