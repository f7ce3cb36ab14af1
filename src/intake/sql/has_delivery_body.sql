-- Whether a delivery's body is still kept: it can be projected again only then.
-- param store_id bigint
-- param delivery_id bigint
-- returns delivery_id bigint
-- batch
select delivery_id
from delivery_bodies
where store_id = :store_id and delivery_id = :delivery_id
