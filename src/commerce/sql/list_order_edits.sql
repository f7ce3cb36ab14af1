-- The edits of orders.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, edit_id bigint, updated_at bigint, triggered_at bigint,
--     completeness bigint, content_hash bigint, committed_at bigint
-- batch
select
    order_id, edit_id, updated_at, triggered_at, completeness, content_hash, committed_at
from order_edits
where store_id = :store_id and order_id = :order_id
order by edit_id
