-- How a store stands: its time zone, by which rules its sums were made, how often it was applied
-- to, when its newest projected delivery was received (0: none is), and whether it has any orders.
-- param store_id bigint
-- returns timezone text, ledger_version bigint null, changes bigint, through bigint,
--     has_orders bigint
select
    s.timezone,
    l.version as ledger_version,
    coalesce(v.changes, 0) as changes,
    coalesce(p.through, 0) as through,
    (
        select cast(count(*) as bigint)
        from (select 1 from orders where store_id = :store_id limit 1) as found
    ) as has_orders
from stores s
left join ledger_versions l on l.store_id = s.store_id
left join store_versions v on v.store_id = s.store_id
left join projection_progress p on p.store_id = s.store_id
where s.store_id = :store_id
