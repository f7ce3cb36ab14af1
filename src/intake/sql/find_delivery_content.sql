-- What is kept of a delivery's wire form, to be unpacked; null where its body is no longer kept.
-- param store_id bigint
-- param delivery_id bigint
-- returns signed_by text, headers_bytes bigint, body_sha256 bytes, encoding text null,
--     content bytes null
select d.signed_by, d.headers_bytes, d.body_sha256, b.encoding, b.content
from deliveries d
left join delivery_bodies b on b.store_id = d.store_id and b.delivery_id = d.delivery_id
where d.store_id = :store_id and d.delivery_id = :delivery_id
