-- Something was asked for that goes by mail. Of those who ask at once with the same id one goes on;
-- where another has just committed the same, PostgreSQL has the transaction done again.
-- param request_id bigint
-- param subject bytes
-- param now bigint
insert into code_requests (request_id, subject, asked_at) values (:request_id, :subject, :now)
on conflict (request_id) do nothing
