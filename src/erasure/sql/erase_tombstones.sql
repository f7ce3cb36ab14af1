-- Of a deleted store, so many rows, or some more where ids are alike: what was
-- deleted of it before. Kinds apart from ids: for both at once SQLite would read all of a kind.
-- param store_id bigint
-- param limit bigint
delete from tombstones
where store_id = :store_id
    and kind in (
        select kind
        from tombstones
        where store_id = :store_id
        order by kind, object_id
        limit :limit
    )
    and object_id in (
        select object_id
        from tombstones
        where store_id = :store_id
        order by kind, object_id
        limit :limit
    )
