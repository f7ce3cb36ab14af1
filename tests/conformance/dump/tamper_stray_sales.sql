-- Leaves sales of orders that there are not.
-- param store_id bigint
insert into sales (
    store_id, order_id, position, happened_at, day, hour, action, line_type, quantity, total, tax,
    discount, inexact
) values (
    :store_id, 99, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0
)
