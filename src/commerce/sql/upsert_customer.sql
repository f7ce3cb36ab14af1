-- A customer, if this sighting is greater than the one stored: one from customers/* outranks one
-- that was only part of an order. Of each customer at most one row a batch.
-- param store_id bigint
-- param customer_id bigint
-- param own bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param content_hash bigint
-- param created_at bigint null
-- param first_name text
-- param last_name text
-- param email text null
-- param phone text null
-- batch
insert into customers (
    store_id, customer_id, own, updated_at, triggered_at, content_hash, created_at, first_name,
    last_name, email, phone
) values (
    :store_id, :customer_id, :own, :updated_at, :triggered_at, :content_hash, :created_at,
    :first_name, :last_name, :email, :phone
)
on conflict (store_id, customer_id) do update set
    own = excluded.own,
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    content_hash = excluded.content_hash,
    created_at = excluded.created_at,
    first_name = excluded.first_name,
    last_name = excluded.last_name,
    email = excluded.email,
    phone = excluded.phone
where (excluded.own, excluded.updated_at, excluded.triggered_at, excluded.content_hash)
    > (customers.own, customers.updated_at, customers.triggered_at, customers.content_hash)
