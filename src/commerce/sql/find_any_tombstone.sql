-- Whether anything of a store was deleted: mostly nothing was, and no object needs to be looked up.
-- param store_id bigint
-- returns kind bigint
select kind
from tombstones
where store_id = :store_id
limit 1
