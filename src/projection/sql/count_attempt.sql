-- Counts that a process begins to project a delivery, once for each process. Answers how many have.
-- param store_id bigint
-- param delivery_id bigint
-- param holder bigint
-- returns attempts bigint
insert into delivery_attempts (store_id, delivery_id, attempts, holder)
values (:store_id, :delivery_id, 1, :holder)
on conflict (store_id, delivery_id) do update set
    attempts = delivery_attempts.attempts
    + case when delivery_attempts.holder = excluded.holder then 0 else 1 end,
    holder = excluded.holder
returning attempts
