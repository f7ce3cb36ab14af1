-- Remembers how many lines of a source are imported.
-- param store_id bigint
-- param source text
-- param lines bigint
-- param updated_at bigint
insert into imports (store_id, source, lines, updated_at)
values (:store_id, :source, :lines, :updated_at)
on conflict (store_id, source) do update set
    lines = excluded.lines,
    updated_at = excluded.updated_at
