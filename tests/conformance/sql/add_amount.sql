-- Adds to a note's amount; the note is made if there is none.
-- param store_id bigint
-- param id bigint
-- param amount bigint
-- batch
insert into notes (store_id, id, amount)
values (:store_id, :id, :amount)
on conflict (store_id, id) do update set amount = notes.amount + excluded.amount
