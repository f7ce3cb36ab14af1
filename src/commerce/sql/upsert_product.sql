-- A product; what is stored of it so far is replaced.
-- param store_id bigint
-- param product_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- param title text
-- param vendor text
-- param product_type text
-- param handle text
-- param status text
-- param created_at bigint null
-- batch
insert into products (
    store_id, product_id, updated_at, triggered_at, completeness, content_hash, title, vendor,
    product_type, handle, status, created_at
) values (
    :store_id, :product_id, :updated_at, :triggered_at, :completeness, :content_hash, :title,
    :vendor, :product_type, :handle, :status, :created_at
)
on conflict (store_id, product_id) do update set
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    completeness = excluded.completeness,
    content_hash = excluded.content_hash,
    title = excluded.title,
    vendor = excluded.vendor,
    product_type = excluded.product_type,
    handle = excluded.handle,
    status = excluded.status,
    created_at = excluded.created_at
