-- A checkout.
-- param store_id bigint
-- param token text
-- param created_at bigint
-- param completed_at bigint null
-- param email text null
-- param phone text null
-- param reachable bigint
-- batch
insert into checkouts (
    store_id, token, updated_at, triggered_at, completeness, content_hash, created_at, completed_at,
    email, phone, reachable, total_price)
values (
    :store_id, :token, 0, -1, 0, 0, :created_at, :completed_at, :email, :phone, :reachable, 0)
