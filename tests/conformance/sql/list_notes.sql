-- A store's notes, the greatest amount first.
-- param store_id bigint
-- returns id bigint, amount bigint
-- batch
select id, amount from notes where store_id = :store_id order by amount desc, id
