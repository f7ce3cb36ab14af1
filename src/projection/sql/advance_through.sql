-- When the newest projected delivery of a store was received; never goes back.
-- param store_id bigint
-- param through bigint
-- batch
insert into projection_progress (store_id, through, position)
values (:store_id, :through, 0)
on conflict (store_id) do update set through = excluded.through
where excluded.through > projection_progress.through
