-- It did not fail after all.
-- param subject bytes
delete from failed_attempts
where subject = :subject
