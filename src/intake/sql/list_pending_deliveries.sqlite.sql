-- The deliveries of a store after the position to which they are projected, oldest first,
-- up to a number of them or of their bodies' bytes; at least one.
-- param store_id bigint
-- param after bigint
-- param limit bigint
-- param bytes bigint
-- returns delivery_id bigint, topic text, triggered_at bigint null, received_at bigint,
--     id_reused bigint, headers_bytes bigint, body_sha256 bytes, encoding text null,
--     content bytes null
select
    d.delivery_id, d.topic, d.triggered_at, d.received_at, d.id_reused, d.headers_bytes,
    d.body_sha256, b.encoding, b.content
from (
    select delivery_id, sum(bytes) over (order by delivery_id) - bytes as before
    from (
        select delivery_id, bytes
        from deliveries
        where store_id = :store_id and delivery_id > :after
        order by delivery_id
        limit :limit
    ) as candidates
) as chosen
join deliveries d on d.store_id = :store_id and d.delivery_id = chosen.delivery_id
left join delivery_bodies b on b.store_id = d.store_id and b.delivery_id = d.delivery_id
where chosen.before < :bytes
order by d.delivery_id
