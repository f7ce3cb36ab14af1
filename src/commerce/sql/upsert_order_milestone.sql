-- A milestone of an order; the earliest counts.
-- param store_id bigint
-- param order_id bigint
-- param kind bigint
-- param reached_at bigint
-- batch
insert into order_milestones (store_id, order_id, kind, reached_at)
values (:store_id, :order_id, :kind, :reached_at)
on conflict (store_id, order_id, kind) do update set
    reached_at = excluded.reached_at
where excluded.reached_at < order_milestones.reached_at
