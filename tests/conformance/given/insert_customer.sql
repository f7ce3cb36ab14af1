-- A customer.
-- param store_id bigint
-- param customer_id bigint
-- param first_name text
-- param last_name text
-- param email text null
insert into customers (
    store_id, customer_id, own, updated_at, triggered_at, content_hash, first_name, last_name,
    email)
values (:store_id, :customer_id, 1, 0, -1, 0, :first_name, :last_name, :email)
