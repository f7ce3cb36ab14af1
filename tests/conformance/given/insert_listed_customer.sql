-- A customer with the columns that lists show and filter by.
-- param store_id bigint
-- param customer_id bigint
-- param created_at bigint null
-- param first_name text
-- param last_name text
-- param email text null
-- batch
insert into customers (
    store_id, customer_id, own, updated_at, triggered_at, content_hash, created_at, first_name,
    last_name, email)
values (
    :store_id, :customer_id, 1, 0, -1, 0, :created_at, :first_name, :last_name, :email)
