-- What the newest day in a range of days on which a variant was sold calls it.
-- param store_id bigint
-- param variant_id bigint
-- param dimension bigint
-- param value text
-- param first_day bigint
-- param last_day bigint
-- returns variant_id bigint null, title text, vendor text null
-- batch
select l.variant_id, l.title, l.vendor
from orders o
join order_lines l on l.store_id = o.store_id and l.order_id = o.order_id
where o.store_id = :store_id and l.variant_id = :variant_id and o.counted = 1
    and o.day = (
        select r.day
        from rollups r
        where r.store_id = :store_id and r.dimension = :dimension and r.value = :value
            and (r.units > 0 or r.gift_cards <> 0) and r.day between :first_day and :last_day
        order by r.day desc
        limit 1
    )
order by o.order_id desc
limit 1
