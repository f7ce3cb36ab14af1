-- Events before a moment go.
-- param before bigint
delete from audit_log
where happened_at < :before
