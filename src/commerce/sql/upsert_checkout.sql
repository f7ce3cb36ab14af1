-- A checkout; what is stored of it so far is replaced.
-- param store_id bigint
-- param token text
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- param created_at bigint
-- param completed_at bigint null
-- param email text null
-- param phone text null
-- param reachable bigint
-- param customer_id bigint null
-- param total_price bigint
-- batch
insert into checkouts (
    store_id, token, updated_at, triggered_at, completeness, content_hash, created_at,
    completed_at, email, phone, reachable, customer_id, total_price
) values (
    :store_id, :token, :updated_at, :triggered_at, :completeness, :content_hash, :created_at,
    :completed_at, :email, :phone, :reachable, :customer_id, :total_price
)
on conflict (store_id, token) do update set
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    completeness = excluded.completeness,
    content_hash = excluded.content_hash,
    created_at = excluded.created_at,
    completed_at = excluded.completed_at,
    email = excluded.email,
    phone = excluded.phone,
    reachable = excluded.reachable,
    customer_id = excluded.customer_id,
    total_price = excluded.total_price
