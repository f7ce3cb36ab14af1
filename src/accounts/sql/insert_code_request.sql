-- Something was asked for that goes by mail.
-- param request_id bigint
-- param subject bytes
-- param now bigint
insert into code_requests (request_id, subject, asked_at) values (:request_id, :subject, :now)
