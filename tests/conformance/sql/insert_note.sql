-- A new note; the same key twice is refused.
-- param store_id bigint
-- param id bigint
-- param amount bigint
-- param title text
-- param note text null
-- param body bytes null
-- batch
insert into notes (store_id, id, amount, title, note, body)
values (:store_id, :id, :amount, :title, :note, :body)
