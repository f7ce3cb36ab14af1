-- What was done in a store, the newest first, from a place on.
-- param store_id bigint
-- param action text null
-- param actor_id bigint null
-- param since bigint
-- param until bigint
-- param happened_at bigint
-- param event_id bigint
-- param limit bigint
-- returns event_id bigint, happened_at bigint, action text, store_id bigint null,
--     actor_id bigint null, actor_name text null, actor_email text null, api_key_id bigint null,
--     address text null, subject text null, details text
select
    a.event_id, a.happened_at, a.action, a.store_id, a.actor_id, u.name as actor_name,
    u.email as actor_email, a.api_key_id, a.address, a.subject, a.details
from audit_log a
left join users u on u.user_id = a.actor_id
where a.store_id = :store_id
    and (a.happened_at, a.event_id) < (:happened_at, :event_id)
    and a.happened_at >= :since and a.happened_at < :until
    and (:action is null or a.action = :action)
    and (:actor_id is null or a.actor_id = :actor_id)
order by a.happened_at desc, a.event_id desc
limit :limit
