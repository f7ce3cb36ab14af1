-- A greater sighting of a customer that says the same of it: its indexes stay as they are.
-- param store_id bigint
-- param customer_id bigint
-- param own bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param content_hash bigint
-- batch
update customers
set own = :own,
    updated_at = :updated_at,
    triggered_at = :triggered_at,
    content_hash = :content_hash
where store_id = :store_id and customer_id = :customer_id
