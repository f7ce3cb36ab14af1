-- A customer became part of another.
-- param store_id bigint
-- param merged_id bigint
-- param kept_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- batch
insert into customer_aliases (
    store_id, merged_id, kept_id, updated_at, triggered_at, completeness, content_hash
) values (
    :store_id, :merged_id, :kept_id, :updated_at, :triggered_at, :completeness, :content_hash
)
on conflict (store_id, merged_id) do update set
    kept_id = excluded.kept_id,
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    completeness = excluded.completeness,
    content_hash = excluded.content_hash
