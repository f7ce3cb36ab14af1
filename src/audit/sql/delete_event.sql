-- An event goes.
-- param event_id bigint
delete from audit_log
where event_id = :event_id
