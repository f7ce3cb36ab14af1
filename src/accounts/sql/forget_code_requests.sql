-- What was asked for long ago.
-- param before bigint
delete from code_requests
where asked_at <= :before
