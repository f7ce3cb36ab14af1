-- Codes that nobody entered in their time.
-- param now bigint
delete from codes
where expires_at <= :now
