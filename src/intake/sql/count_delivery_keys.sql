-- How many bodies came under one webhook id.
-- param store_id bigint
-- param topic text
-- param webhook_id text
-- returns bodies bigint
select cast(count(*) as bigint) as bodies
from delivery_keys
where store_id = :store_id and topic = :topic and webhook_id = :webhook_id
