-- The stores whose sums were made by older rules than these.
-- param version bigint
-- returns store_id bigint
select s.store_id
from stores s
where exists (select 1 from orders o where o.store_id = s.store_id)
    and not exists (
        select 1
        from ledger_versions l
        where l.store_id = s.store_id and l.version >= :version
    )
order by s.store_id
