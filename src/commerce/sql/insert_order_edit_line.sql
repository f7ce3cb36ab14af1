-- Units that an edit added to a line (kind 1) or took from it (kind 2).
-- param store_id bigint
-- param order_id bigint
-- param edit_id bigint
-- param position bigint
-- param kind bigint
-- param line_item_id bigint
-- param units bigint
-- batch
insert into order_edit_lines (
    store_id, order_id, edit_id, position, kind, line_item_id, units
) values (
    :store_id, :order_id, :edit_id, :position, :kind, :line_item_id, :units
)
