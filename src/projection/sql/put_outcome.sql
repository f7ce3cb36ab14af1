-- What came of a delivery that has no effect on any figure.
-- param store_id bigint
-- param delivery_id bigint
-- param state text
-- param reason text
-- batch
insert into delivery_outcomes (store_id, delivery_id, state, reason)
values (:store_id, :delivery_id, :state, :reason)
on conflict (store_id, delivery_id) do update set
    state = excluded.state,
    reason = excluded.reason
