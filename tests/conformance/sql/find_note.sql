-- One note by its key.
-- param store_id bigint
-- param id bigint
-- returns store_id bigint, id bigint, amount bigint,
--   title text, note text null, body bytes null
-- batch
select store_id, id, amount, title, note, body
from notes
where store_id = :store_id and id = :id
