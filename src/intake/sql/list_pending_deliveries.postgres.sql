-- The pending deliveries of a store, oldest first, up to a number of them or of their bodies'
-- bytes; at least one. Ids do not commit in order, so `after` is 0.
-- param store_id bigint
-- param after bigint
-- param limit bigint
-- param bytes bigint
-- returns delivery_id bigint, topic text, triggered_at bigint null, received_at bigint, body bytes
select d.delivery_id, d.topic, d.triggered_at, d.received_at, d.body
from (
    select delivery_id, sum(length(body)) over (order by delivery_id) - length(body) as before
    from (
        select delivery_id, body
        from deliveries
        where store_id = :store_id and delivery_id > :after and pending = 1
        order by delivery_id
        limit :limit
    ) as candidates
) as chosen
join deliveries d on d.store_id = :store_id and d.delivery_id = chosen.delivery_id
where chosen.before < :bytes
order by d.delivery_id
