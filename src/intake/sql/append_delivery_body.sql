-- The headers and the body of a delivery, packed (intake/content.hpp).
-- param store_id bigint
-- param delivery_id bigint
-- param encoding text
-- param content bytes
-- batch
insert into delivery_bodies (store_id, delivery_id, encoding, content)
values (:store_id, :delivery_id, :encoding, :content)
