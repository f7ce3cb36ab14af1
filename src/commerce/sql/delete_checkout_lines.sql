-- The lines of a checkout, before those of a greater snapshot are written.
-- param store_id bigint
-- param token text
-- batch
delete from checkout_lines
where (store_id, token) in (values (:store_id, :token))
