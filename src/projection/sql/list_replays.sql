-- The deliveries of a store that are to be projected again, oldest first, up to a number of them or
-- of their bodies' bytes; at least one. Without content: its body is no longer kept.
-- param store_id bigint
-- param limit bigint
-- param bytes bigint
-- returns delivery_id bigint, topic text, triggered_at bigint null, received_at bigint,
--     id_reused bigint, headers_bytes bigint, body_sha256 bytes null, encoding text null,
--     content bytes null
select
    chosen.delivery_id, coalesce(d.topic, '') as topic, d.triggered_at,
    coalesce(d.received_at, 0) as received_at, coalesce(d.id_reused, 0) as id_reused,
    coalesce(d.headers_bytes, 0) as headers_bytes, d.body_sha256, b.encoding, b.content
from (
    select delivery_id, sum(bytes) over (order by delivery_id) - bytes as before
    from (
        select r.delivery_id, coalesce(l.bytes, 0) as bytes
        from delivery_replays r
        left join deliveries l on l.store_id = r.store_id and l.delivery_id = r.delivery_id
        where r.store_id = :store_id
        order by r.delivery_id
        limit :limit
    ) as candidates
) as chosen
left join deliveries d on d.store_id = :store_id and d.delivery_id = chosen.delivery_id
left join delivery_bodies b on b.store_id = d.store_id and b.delivery_id = d.delivery_id
where chosen.before < :bytes
order by chosen.delivery_id
