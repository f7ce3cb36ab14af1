-- The lines of the edits of orders.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, edit_id bigint, position bigint, kind bigint, line_item_id bigint,
--     units bigint
-- batch
select
    order_id, edit_id, position, kind, line_item_id, units
from order_edit_lines
where store_id = :store_id and order_id = :order_id
order by edit_id, position
