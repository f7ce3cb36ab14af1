-- The milestones of an order, the first first.
-- param store_id bigint
-- param order_id bigint
-- returns kind bigint, reached_at bigint
select kind, reached_at
from order_milestones
where store_id = :store_id and order_id = :order_id
order by reached_at, kind
