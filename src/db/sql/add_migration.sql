-- Enters a migration in the transaction that carries it out.
-- param set_name text
-- param version bigint
-- param name text
-- param checksum text
-- param applied_at_ms bigint
insert into schema_migrations (set_name, version, name, checksum, applied_at_ms)
values (:set_name, :version, :name, :checksum, :applied_at_ms)
