-- A delivery is done: the position of its store moves to it.
-- param store_id bigint
-- param delivery_id bigint
-- batch
insert into projection_progress (store_id, through, position)
values (:store_id, 0, :delivery_id)
on conflict (store_id) do update set position = excluded.position
where excluded.position > projection_progress.position
