-- The duties and fees of orders, in the order of their lists.
-- param store_id bigint
-- param order_id bigint
-- returns order_id bigint, position bigint, kind bigint, line_item_id bigint null,
--     price bigint, tax bigint
-- batch
select
    order_id, position, kind, line_item_id, price, tax
from order_charges
where store_id = :store_id and order_id = :order_id
order by position
