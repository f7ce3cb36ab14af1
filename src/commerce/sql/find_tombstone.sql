-- Whether an object was deleted.
-- param store_id bigint
-- param kind bigint
-- param object_id text
-- returns object_id text
-- batch
select
    object_id
from tombstones
where store_id = :store_id and kind = :kind and object_id = :object_id
