-- What nobody used in its time.
-- param now bigint
delete from one_time_tokens
where expires_at <= :now
