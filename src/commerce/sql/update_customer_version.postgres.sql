-- A greater sighting of a customer that says the same of it: its indexes stay as they are.
-- param store_id bigint
-- param customer_id bigint
-- param own bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param content_hash bigint
-- batch
with given (store_id, customer_id, own, updated_at, triggered_at, content_hash) as (
    values (:store_id, :customer_id, :own, :updated_at, :triggered_at, :content_hash)
)
update customers
set own = given.own,
    updated_at = given.updated_at,
    triggered_at = given.triggered_at,
    content_hash = given.content_hash
from given
where customers.store_id = given.store_id and customers.customer_id = given.customer_id
