-- What is kept of an order's lines for readers alone, in the order of its list.
-- param store_id bigint
-- param order_id bigint
-- returns tax_lines text, discount_allocations text
select tax_lines, discount_allocations
from order_lines
where store_id = :store_id and order_id = :order_id
order by position
