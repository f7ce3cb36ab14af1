-- Gives notes another title and answers what they are worth; with :title and 'it''s :id' in this
-- comment and in a string to see that only parameters are replaced.
-- param store_id bigint
-- param id bigint
-- param title text
-- returns id bigint, amount bigint, said text
-- batch
with given (store_id, id, title) as (values (:store_id, :id, :title))
update notes set title = given.title
from given
where notes.store_id = given.store_id and notes.id = given.id /* :store_id */
returning notes.id, notes.amount, 'it''s :id' as said
