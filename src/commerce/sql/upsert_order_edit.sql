-- An edit of an order; what is stored of it so far is replaced.
-- param store_id bigint
-- param order_id bigint
-- param edit_id bigint
-- param updated_at bigint
-- param triggered_at bigint
-- param completeness bigint
-- param content_hash bigint
-- param committed_at bigint
-- batch
insert into order_edits (
    store_id, order_id, edit_id, updated_at, triggered_at, completeness, content_hash,
    committed_at
) values (
    :store_id, :order_id, :edit_id, :updated_at, :triggered_at, :completeness, :content_hash,
    :committed_at
)
on conflict (store_id, order_id, edit_id) do update set
    updated_at = excluded.updated_at,
    triggered_at = excluded.triggered_at,
    completeness = excluded.completeness,
    content_hash = excluded.content_hash,
    committed_at = excluded.committed_at
