-- A deleted checkout.
-- param store_id bigint
-- param token text
-- batch
delete from checkouts
where store_id = :store_id and token = :token
