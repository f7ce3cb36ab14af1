-- The deliveries of a store that pass a filter, newest first: those of the `scan` newest candidates
-- between two ids (both exclusive), and in any case the last candidate (`matches` 0: it does not
-- pass), which says how far this came. Candidates of a state come from where there are few others.
-- Null: any state, any topic; `until` is exclusive. `search`, in small letters: what an id begins
-- with, or a part of a reason.
-- param store_id bigint
-- param state text null
-- param topic text null
-- param search text null
-- param since bigint
-- param until bigint
-- param after bigint
-- param before bigint
-- param scan bigint
-- returns delivery_id bigint, topic text, webhook_id text, event_id text null,
--     triggered_at bigint null, received_at bigint, state text, reason text null, bytes bigint,
--     matches bigint
with candidates as (
    select delivery_id
    from (
        select delivery_id
        from (
            select delivery_id
            from deliveries
            where coalesce(:state, 'applied') = 'applied' and store_id = :store_id
                and delivery_id > :after and delivery_id < :before
            order by delivery_id desc
            limit :scan
        ) as logged
        union
        select delivery_id
        from (
            select delivery_id
            from delivery_outcomes
            where store_id = :store_id and state = :state
                and delivery_id > :after and delivery_id < :before
            order by delivery_id desc
            limit :scan
        ) as outcomes
        union
        select delivery_id
        from (
            select delivery_id
            from deliveries
            where :state = 'pending' and store_id = :store_id and pending = 1
                and delivery_id > :after and delivery_id < :before
            order by delivery_id desc
            limit :scan
        ) as waiting
        union
        select delivery_id
        from (
            select delivery_id
            from delivery_replays
            where :state = 'pending' and store_id = :store_id
                and delivery_id > :after and delivery_id < :before
            order by delivery_id desc
            limit :scan
        ) as asked
    ) as found
    order by delivery_id desc
    limit :scan
)
select
    delivery_id, topic, webhook_id, event_id, triggered_at, received_at, state,
    case when state <> 'pending' then reason end as reason, bytes, matches
from (
    select
        stated.*,
        case
            when (:state is null or state = :state) and (:topic is null or topic = :topic)
                and received_at >= :since and received_at < :until
                and (
                    :search is null
                    or substr(lower(cast(webhook_id as sorted_text)), 1, length(:search)) = :search
                    or substr(lower(cast(event_id as sorted_text)), 1, length(:search)) = :search
                    or (
                        state <> 'pending'
                        and strpos(lower(cast(reason as sorted_text)), :search) > 0
                    )
                ) then 1
            else 0
        end as matches
    from (
        select
            d.delivery_id, d.topic, d.webhook_id, d.event_id, d.triggered_at, d.received_at,
            d.bytes, o.reason,
            case
                when d.pending = 1 or r.delivery_id is not null then 'pending'
                else coalesce(o.state, 'applied')
            end as state
        from candidates c
        join deliveries d on d.store_id = :store_id and d.delivery_id = c.delivery_id
        left join delivery_outcomes o
            on o.store_id = d.store_id and o.delivery_id = d.delivery_id
        left join delivery_replays r on r.store_id = d.store_id and r.delivery_id = d.delivery_id
    ) as stated
) as judged
where matches = 1 or delivery_id = (select min(delivery_id) from candidates)
order by delivery_id desc
