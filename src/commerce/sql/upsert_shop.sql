-- The greatest word of a shop on its time zone.
-- param store_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- param timezone text
insert into shops (
    store_id, updated_at, triggered_at, completeness, content_hash, timezone
) values (
    :store_id, :updated_at, :triggered_at, :completeness, :content_hash, :timezone
)
on conflict (store_id) do update set
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    completeness = excluded.completeness,
    content_hash = excluded.content_hash,
    timezone = excluded.timezone
