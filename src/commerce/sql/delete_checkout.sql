-- A deleted checkout.
-- param store_id bigint
-- param token text
-- batch
delete from checkouts
where (store_id, token) in (values (:store_id, :token))
